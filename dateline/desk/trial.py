"""What ``check`` would find if files were written, before they are."""

from collections.abc import Mapping

from msgspec.structs import replace

from dateline import pipeline
from dateline.findings.diagnostics import Diagnostic, new_among
from dateline.options import Options
from dateline.parse.contents import Content
from dateline.parse.file import parse_bytes
from dateline.parse.parsed import digest_of
from dateline.read.text import ContentFile, decode


def new_findings(
    written: Mapping[str, bytes], content: Content, options: Options, memory: pipeline.Memory
) -> tuple[tuple[Diagnostic, ...], dict[str, ContentFile]]:
    """What is found with these files, by their paths, that is not found without them; and the files as they will be."""
    parsed, files = {}, {}
    for path, data in written.items():
        inner = path.removeprefix(f"{options.content}/")
        parsed[path] = replace(parse_bytes(path, inner, data), digest=digest_of(path, inner, data))
        file, _ = decode(path, data)
        if file is not None:
            files[path] = file
    known = pipeline.examine(content, options, memory)
    then = pipeline.examine(content.with_files(parsed), options, memory)
    before = pipeline.reported(known, options).diagnostics
    after = pipeline.levelled(then.diagnostics, then.site.settings, options.strict)
    return new_among(before, after), files
