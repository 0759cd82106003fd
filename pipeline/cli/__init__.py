"""The command line. Importing it is cheap: what a command needs is imported when it runs."""

from pipeline.cli.app import main, run

__all__ = ["main", "run"]
