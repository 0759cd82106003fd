"""giaoviec: reads Vietnamese government directives into a database of assigned tasks.

Data flows one way: ``reading`` -> ``layout`` -> ``language`` -> ``extraction`` -> ``store``. The values that the
stages hand to each other stand in :mod:`pipeline.models`; what can be set, in :mod:`pipeline.settings`.
"""

__version__ = "0.1.0"
