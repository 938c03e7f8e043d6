"""Hand-over of a whole office to whoever succeeds it, in open formats."""
