"""What the models of all four files share: the base record, types of fields, errors as diagnostics.

A key that is absent or null is *not known*. The text ``"none"`` is *known not to exist*, and an empty list is
known to be empty; the three are never mixed up. Every refusal names a remedy and never repeats what stood in
the file.

A rule set may add members to a name list. They are accepted when a file is validated with the context
``{"names": {"role": members, …}}``.
"""

from __future__ import annotations

from adm_rules._internal.records.base import PlainRecord, Record, StepTaken
from adm_rules._internal.records.errors import describe_errors
from adm_rules._internal.records.fields import Known, Listed, Listing, OneOf, Several, items_of
