"""Court fees by 诉讼费用交纳办法: every function takes plain yuan and a day, and answers with a reckoning."""

from concord.engines.law.fees.adjustments import TopUp, fee_halve, fee_mixed, fee_topup
from concord.engines.law.fees.appeal import fee_appeal
from concord.engines.law.fees.fixed import fee_fixed
from concord.engines.law.fees.relief import Relief, fee_relief
from concord.engines.law.fees.schedules import (
    fee_bankruptcy,
    fee_divorce,
    fee_enforcement,
    fee_ip,
    fee_payment_order,
    fee_personality,
    fee_preservation,
    fee_property,
)

__all__ = [
    "Relief",
    "TopUp",
    "fee_appeal",
    "fee_bankruptcy",
    "fee_divorce",
    "fee_enforcement",
    "fee_fixed",
    "fee_halve",
    "fee_ip",
    "fee_mixed",
    "fee_payment_order",
    "fee_personality",
    "fee_preservation",
    "fee_property",
    "fee_relief",
    "fee_topup",
]
