"""What the tests of the intake of services and collaboration share: the fixtures with their truth."""

from __future__ import annotations

import json
from typing import Any

from tests.intake.parts import FORMS

SERVICES = FORMS / "services"
TRUTH: dict[str, dict[str, Any]] = json.loads((SERVICES / "truth.json").read_text(encoding="utf-8"))
