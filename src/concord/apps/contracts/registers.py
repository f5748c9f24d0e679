"""Which outside registers are connected; the wiring fills this."""

from dataclasses import dataclass

from concord.core.ports import CompanyRegister


@dataclass(slots=True)
class Registers:
    """None where a register is not connected."""

    companies: CompanyRegister | None = None


registers = Registers()
