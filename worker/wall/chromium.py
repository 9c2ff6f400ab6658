"""How Chromium behaves behind the wall: quiet, and forgetful."""

import json

# What would make the browser talk to its maker behind the agent's back, or keep what it should forget.
_POLICY = {
    "AutofillAddressEnabled": False,
    "AutofillCreditCardEnabled": False,
    "BrowserSignin": 0,
    "ComponentUpdatesEnabled": False,
    "ExtensionInstallBlocklist": ["*"],
    "MetricsReportingEnabled": False,
    "NetworkPredictionOptions": 2,
    "PasswordManagerEnabled": False,
    "SafeBrowsingProtectionLevel": 0,
    "SearchSuggestEnabled": False,
    "TranslateEnabled": False,
}

#: Where Debian's Chromium looks for its flags and its policy. The distribution's own flags and service keys
#: stay outside.
BROWSER_FILES = {
    "/etc/chromium.d/run": b'export CHROMIUM_FLAGS="--disable-dev-shm-usage"\n',
    "/etc/chromium/policies/managed/run.json": json.dumps(_POLICY).encode(),
}
