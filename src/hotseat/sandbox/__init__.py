"""Run one untrusted program under limits, and report what happened."""

from hotseat.sandbox import codec as codec
from hotseat.sandbox import frame as frame
from hotseat.sandbox.child import Child as Child
from hotseat.sandbox.failures import CandidateDied as CandidateDied
from hotseat.sandbox.failures import CandidateForbidden as CandidateForbidden
from hotseat.sandbox.failures import CandidateMemory as CandidateMemory
from hotseat.sandbox.failures import CandidateRaised as CandidateRaised
from hotseat.sandbox.failures import CandidateTimeout as CandidateTimeout
from hotseat.sandbox.failures import Handle as Handle
from hotseat.sandbox.failures import ProtocolError as ProtocolError
from hotseat.sandbox.failures import Returned as Returned
from hotseat.sandbox.failures import SandboxError as SandboxError
from hotseat.sandbox.failures import SandboxFailure as SandboxFailure
from hotseat.sandbox.request import Request as Request
from hotseat.sandbox.request import load_request as load_request
from hotseat.sandbox.request import wake as wake
from hotseat.sandbox.rpc import Connection as Connection
from hotseat.sandbox.sandbox import Sandbox as Sandbox
from hotseat.sandbox.tier import Tier as Tier
from hotseat.sandbox.tier import detect_tier as detect_tier
