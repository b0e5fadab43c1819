"""Why a firm stands on no segment, and what it may be; stands on all of tagging."""
