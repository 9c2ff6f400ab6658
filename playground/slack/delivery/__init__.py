"""How the app hears of what happens: over Socket Mode, or over signed HTTP."""
