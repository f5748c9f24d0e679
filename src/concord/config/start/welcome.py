"""The first words at the terminal: one address, who may sign in, and what to try."""

import os
from importlib.resources import files

import yaml

from concord.config.environment import flag


def demo_password() -> str:
    """The password of all demo accounts."""
    return os.environ.get("CONCORD_DEMO_PASSWORD", "concord-demo-2026")


def wants_demo() -> bool:
    """Whether this installation shows the demo county: unless it is in production, or says otherwise."""
    return flag("CONCORD_DEMO", default=not flag("CONCORD_PRODUCTION"))


def _reads_chinese() -> bool:
    return os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh")


def _accounts() -> list[dict[str, str]]:
    told = (files("concord") / f"data/demo/{name}.yaml" for name in ("accounts", "leaders"))
    return [one for file in told for one in yaml.safe_load(file.read_text(encoding="utf-8"))["accounts"]]


def _who_and_what() -> list[str]:
    language = "zh" if _reads_chinese() else "en"
    return [f"    {one['username']:<12} {one[language]}: {one[f'try_{language}']}" for one in _accounts()]


def welcome(url: str, messages: str = "", outside: str = "") -> str:
    """What to print when everything runs.

    `messages` is where text messages can be read instead of on a phone, `outside` where the stand-ins of sources are.
    """
    if not wants_demo():
        return f"\n  Concord runs: {url}\n  Ctrl-C stops it.\n"
    if _reads_chinese():
        head = f"  和衡已启动：{url}\n\n  居民：打开上面的地址，报一件纠纷，不用注册。"
        codes = f"  验证码等短信（不会真的发出）：{messages}\n" if messages else ""
        codes += f"  外部系统（演示，记录都是虚构的）：{outside}\n" if outside else ""
        staff = f"  工作人员：{url}/desk/  （口令都是 {demo_password()}）"
        return f"\n{head}\n{codes}{staff}\n" + "\n".join(_who_and_what()) + "\n\n  Ctrl-C 停止。\n"
    head = f"  Concord runs: {url}\n\n  As a resident: open it and report a dispute; no account needed."
    codes = f"  Codes and other text messages (none is really sent): {messages}\n" if messages else ""
    codes += f"  Outside systems (stand-ins, all invented): {outside}\n" if outside else ""
    staff = f"  As staff: {url}/desk/  (every password is {demo_password()})"
    return f"\n{head}\n{codes}{staff}\n" + "\n".join(_who_and_what()) + "\n\n  Ctrl-C stops everything.\n"
