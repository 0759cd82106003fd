"""``giaoviec doctor``: is all there that the program calls?"""

from __future__ import annotations

import typer

from pipeline.cli.options import LANG, Lang
from pipeline.errors import ExitCode
from pipeline.i18n import translator


def command(lang: Lang = LANG) -> int:
    """Check programs, their data and Python packages; exit code 3 where one that is needed is missing."""
    from pipeline.doctor import examine

    translate = translator(lang)
    findings = examine()
    for finding in findings:
        mark = "✓" if finding.found else "✗"
        line = f"{mark} {finding.name:24} {finding.version or translate('not found')}"
        if not finding.found:
            line += f"  {translate(finding.purpose)}: {finding.remedy}"
        typer.echo(line)
    return int(ExitCode.MISSING_PROGRAM if any(f.needed and not f.found for f in findings) else ExitCode.OK)
