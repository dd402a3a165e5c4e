"""Exercises made fresh from a seed, with answers computed by code: what a drill's author imports."""

from hotseat.drills.exercise import Exercise as Exercise
from hotseat.drills.exercise import choice as choice
from hotseat.drills.exercise import expression as expression
from hotseat.drills.exercise import number as number
from hotseat.drills.exercise import shape as shape
from hotseat.drills.exercise import vector as vector
