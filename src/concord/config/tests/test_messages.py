"""Chinese is there from the first word on, in every process."""

import subprocess
import sys
from pathlib import Path

from concord.config.messages import compile_messages

ASK = (
    "import django; django.setup(); from django.utils.translation import gettext, override\n"
    "with override('zh-hans'): print(gettext('Report a problem'))"
)


def test_a_process_that_starts_before_translations_are_compiled_speaks_chinese() -> None:
    compiled = Path(__file__).parents[1].parent / "locale/zh_Hans/LC_MESSAGES/django.mo"
    compiled.unlink(missing_ok=True)
    said = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "反映一件事"


def test_only_what_changed_is_compiled_again(tmp_path: Path) -> None:
    (tmp_path / "django.po").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n', "utf-8")
    assert [compile_messages(tmp_path), compile_messages(tmp_path)] == [1, 0]
