FROM python:3.11-slim AS build
WORKDIR /build
# What the service is made from is the same whenever the image is built: each file is named by its hash.
COPY requirements-build.txt requirements-service.txt ./
RUN python -m venv /opt/timeline && \
    /opt/timeline/bin/pip install --no-cache-dir --require-hashes \
    --requirement requirements-build.txt --requirement requirements-service.txt
COPY setup.cfg pyproject.toml README.md LICENSE NOTICE ./
COPY LICENSES LICENSES
COPY timeline timeline
COPY api api
RUN SOURCE_DATE_EPOCH=315532800 /opt/timeline/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/timeline --create-home timeline
COPY --from=build /opt/timeline /opt/timeline
ENV PATH=/opt/timeline/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1 \
    OPENBLAS_NUM_THREADS=1 \
    TIMELINE_DATABASE=/var/lib/timeline/timeline.sqlite3
USER 10001
WORKDIR /var/lib/timeline
VOLUME /var/lib/timeline
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
# Every address, because the container's own loopback cannot be reached from outside. The service then asks for a key:
#   docker run --rm -v timeline:/var/lib/timeline IMAGE timeline keys add first --scope admin
CMD ["timeline", "serve", "--host", "0.0.0.0"]
