"""Signs of tasks, events and gateways as paths around the origin; drawn with lines, never with letters."""

from typing import Final

# Task signs fill about 14 x 14.
TASKS: Final = {
    "userTask": "M-6 6.5c0-4.5 2.5-6 6-6s6 1.5 6 6zM0-.7a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "manualTask": "M-6.5 5.5v-6l4-4h4.5M-6.5 5.5h9.5M-2.5-.5h9v2h-6M6 1.5v2h-6M5 3.5v2h-5",
    "scriptTask": "M-4 6.5h8c2-2-3-4.5-1-7s1-4 1-6h-8c-2 2 2 4 0 6.5s-2 4.5 0 6.5zM-2.5-3h4M-2.5 0h3.5M-1.5 3h3.5",
    "serviceTask": "M0-2.4a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM0-6.5v2M0 4.5v2M-6.5 0h2M4.5 0h2"
    "M-4.6-4.6l1.4 1.4M3.2 3.2l1.4 1.4M-4.6 4.6l1.4-1.4M3.2-3.2l1.4-1.4",
    "sendTask": "M-6.5-4.5h13v9h-13z",
    "receiveTask": "M-6.5-4.5h13v9h-13zM-6.5-4.5l6.5 5 6.5-5",
    "businessRuleTask": "M-6.5-5h13v10h-13zM-6.5-1.5h13M-6.5 1.8h13M-2-1.5v6.5",
}

# Event signs fit a circle of radius 18.
EVENTS: Final = {
    "messageEventDefinition": "M-8.5-6h17v12h-17zM-8.5-6l8.5 6.5 8.5-6.5",
    "timerEventDefinition": "M0-9.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM0-6v6l4 3",
    "signalEventDefinition": "M0-8.5l8.5 14.5h-17z",
    "errorEventDefinition": "M-8 8l4.5-15 5 8 6-9-4 15-5.5-7.5z",
    "escalationEventDefinition": "M0-9l7 17-7-7-7 7z",
    "conditionalEventDefinition": "M-7-9h14v18h-14zM-4-5h8M-4-1.5h8M-4 2h8M-4 5.5h8",
    "compensateEventDefinition": "M-1-6v12l-7.5-6zM7.5-6v12l-7.5-6z",
    "linkEventDefinition": "M-9-3h8v-4l9 7-9 7v-4h-8z",
    "cancelEventDefinition": "M-7-9l7 7 7-7 2 2-7 7 7 7-2 2-7-7-7 7-2-2 7-7-7-7z",
    "multiple": "M0-9.5l9 6.5-3.5 10.5h-11l-3.5-10.5z",
    "parallelMultiple": "M-3-9h6v6h6v6h-6v6h-6v-6h-6v-6h6z",
    "terminateEventDefinition": "M0-10a10 10 0 1 0 0 20 10 10 0 0 0 0-20z",
}

# Gateway signs fit a diamond of 50 x 50.
GATEWAYS: Final = {
    "exclusiveGateway": "M-7-7l14 14M-7 7l14-14",
    "parallelGateway": "M-10 0h20M0-10v20",
    "inclusiveGateway": "M0-9a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    "eventBasedGateway": "M0-12a12 12 0 1 0 0 24 12 12 0 0 0 0-24zM0-7.5l7 5-2.7 8.5h-8.6l-2.7-8.5z",
    "complexGateway": "M-10 0h20M0-10v20M-7-7l14 14M-7 7l14-14",
}

# Markers at the lower edge of an activity, 12 x 12.
MARKERS: Final = {
    "parallel": "M-4-5v10M0-5v10M4-5v10",
    "sequential": "M-5-4h10M-5 0h10M-5 4h10",
    "loop": "M-2.4 4.6a5 5 0 1 1 4.8 0M2.6.8v4h-4",
    "collapsed": "M-5.5-5.5h11v11h-11zM-3 0h6M0-3v6",
    "adHoc": "M-6 1.5c2-4 4-4 6-1.5s4 2.5 6-1.5",
    "compensation": "M-.5-5v10l-6-5zM6-5v10l-6-5z",
}

# The flap of a filled envelope, drawn in the colour behind it.
FLAPS: Final = {"sendTask": "M-6.5-4.5l6.5 5 6.5-5", "messageEventDefinition": "M-8.5-6l8.5 6.5 8.5-6.5"}

TICK: Final = "M-4 .2l3 3 5-5.6"

# What differs between two versions, in a ring of radius 9.
DIFFERS: Final = {
    "added": "M-4.5 0h9M0-4.5v9",
    "removed": "M-4.5 0h9",
    "changed": "M-5 1.2c2-4.4 4-3.4 5-1.2s3 3.2 5-1.2",
    "moved": "M-4.5 0h8.5M.8-3.4l3.4 3.4-3.4 3.4",
}

# On a sheet of data that comes in or goes out.
DATA: Final = {"dataInput": "M-6-2h6v-3l6 5-6 5v-3h-6z", "dataOutput": "M-6-2h6v-3l6 5-6 5v-3h-6z"}

# A gateway that starts a process by what happens first, or by all that is to happen.
STARTING: Final = {
    "Exclusive": "M0-12a12 12 0 1 0 0 24 12 12 0 0 0 0-24zM0-7.5l7 5-2.7 8.5h-8.6l-2.7-8.5z",
    "Parallel": "M0-12a12 12 0 1 0 0 24 12 12 0 0 0 0-24zM-7-2h5v-5h4v5h5v4h-5v5h-4v-5h-5z",
}
