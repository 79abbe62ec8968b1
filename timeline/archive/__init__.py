"""Archives: the same pipeline over millions of articles, on Dask, from and to files"""

from timeline.archive.result import articles, chronology, search, stories
from timeline.archive.run import Force, Settings, archive

__all__ = ["Force", "Settings", "archive", "articles", "chronology", "search", "stories"]
