"""From a link to a plan: fetch the video, look at it, write down what happened, draw a plan from that."""
