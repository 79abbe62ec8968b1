"""The HTTP service and its page: a thin layer over the ``timeline`` library, which never imports it."""
