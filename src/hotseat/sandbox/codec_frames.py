"""pandas tables and torch tensors as trees of plain values; loaded only where such a value travels."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from hotseat.sandbox.failures import ProtocolError
from hotseat.sandbox.tree import TABLE, TENSOR, Branch, Tree

if TYPE_CHECKING:
    from hotseat.sandbox.encoder import Encoder, Writer

MAX_RANGE = 8_000_000  # a few bytes can name any range; what reads it may write it out
_TENSOR_TYPES = {
    "bool": "|b1", "uint8": "|u1", "int8": "|i1", "int16": "<i2", "int32": "<i4", "int64": "<i8", "float16": "<f2",
    "float32": "<f4", "float64": "<f8", "complex64": "<c8", "complex128": "<c16", "bfloat16": "<i2",
}  # fmt: skip


def writer_of(value: object) -> "Writer | None":
    """How a pandas or torch value is written; None: it stays where it is."""
    pandas, torch = sys.modules.get("pandas"), sys.modules.get("torch")
    if pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series, pandas.Index, pandas.Timestamp,
                                                 pandas.Timedelta, pandas.api.extensions.ExtensionArray)):  # fmt: skip
        return _write_table
    if pandas is not None and (value is pandas.NA or value is pandas.NaT):
        return _write_missing
    if torch is not None and isinstance(value, torch.Tensor) and _is_dense(value):
        return _write_tensor
    return None


def _is_dense(tensor: Any) -> bool:
    name = str(tensor.dtype).removeprefix("torch.")
    return tensor.layout is sys.modules["torch"].strided and not tensor.is_meta and name in _TENSOR_TYPES


def _write_tensor(encoder: "Encoder", tensor: Any, depth: int) -> Tree:
    torch = sys.modules["torch"]
    plain = tensor.detach().resolve_conj().resolve_neg()
    name = str(plain.dtype).removeprefix("torch.")
    if name == "bfloat16":
        plain = plain.view(torch.int16)
    return Branch(TENSOR, [name, bool(tensor.requires_grad), encoder.node(plain.numpy(), depth + 1)])


def tensor_of(parts: list[Any]) -> Any:
    """The tensor of a tree; raises ProtocolError."""
    name, requires_grad, plain = parts
    if type(name) is not str or name not in _TENSOR_TYPES or type(plain) is not np.ndarray:
        raise ProtocolError("the answer holds a malformed tensor")
    if plain.dtype.str != _TENSOR_TYPES[name] or type(requires_grad) is not bool:
        raise ProtocolError("the answer holds a malformed tensor")
    import torch

    tensor = torch.from_numpy(plain)
    if name == "bfloat16":
        tensor = tensor.view(torch.bfloat16)
    if requires_grad and not (tensor.is_floating_point() or tensor.is_complex()):
        raise ProtocolError("the answer holds a malformed tensor")
    return tensor.requires_grad_(requires_grad)


def _write_missing(encoder: "Encoder", value: Any, depth: int) -> Tree:
    return Branch(TABLE, ["missing", "NaT" if value is sys.modules["pandas"].NaT else "NA"])


def _write_table(encoder: "Encoder", value: Any, depth: int) -> Tree:
    return Branch(TABLE, encoder.many(_parts(value), depth))


def _parts(value: Any) -> list[Any]:
    import pandas as pd

    if isinstance(value, pd.DataFrame):
        return ["frame", value.index, value.columns, _columns(value)]
    if isinstance(value, pd.Series):
        return ["series", value.index, value.name, _array(value.array)]
    if isinstance(value, pd.RangeIndex):
        return ["range", value.start, value.stop, value.step, value.name]
    if isinstance(value, pd.MultiIndex):
        return ["multi", [value.get_level_values(level) for level in range(value.nlevels)], list(value.names)]
    if isinstance(value, pd.Index):
        return ["index", _array(value.array), value.name]
    if isinstance(value, (pd.Timestamp, pd.Timedelta)):
        zone = getattr(value, "tz", None)
        return ["moment", value.to_numpy(), None if zone is None else str(zone)]
    return ["array", _array(value)]


def _columns(frame: Any) -> list[Any]:
    """A frame's columns; not by iloc, which makes a Series of each and costs as much as all the rest."""
    return [_array(column) for column in frame._iter_column_arrays()]


def _array(column: Any) -> Any:
    """A column as plain values: a NumPy array where it is one, else a tagged tuple."""
    import pandas as pd

    dtype = column.dtype
    if type(column) is pd.arrays.NumpyExtensionArray:
        return column.to_numpy()
    if isinstance(dtype, np.dtype):
        return np.asarray(column)
    if isinstance(dtype, pd.CategoricalDtype):
        return ("category", np.asarray(column.codes), column.categories, bool(column.ordered))
    if isinstance(dtype, pd.StringDtype):
        texts = [text if isinstance(text, str) else None for text in column]
        return ("string", texts, dtype.na_value is pd.NA)
    if isinstance(dtype, pd.DatetimeTZDtype):
        return ("zoned", np.asarray(column, dtype=f"datetime64[{dtype.unit}]"), str(dtype.tz))
    if hasattr(column, "_data") and hasattr(column, "_mask"):
        return ("masked", str(dtype), np.asarray(column._data), np.asarray(column._mask))
    return ("objects", np.asarray(column, dtype=object))


def table_of(parts: list[Any]) -> Any:
    """The pandas value of a tree; raises ProtocolError."""
    if not parts or type(parts[0]) is not str:
        raise ProtocolError("the answer holds a malformed table")
    build = _BUILDERS.get(parts[0])
    if build is None:
        raise ProtocolError("the answer holds an unknown kind of table")
    try:
        return build(*parts[1:])
    except ProtocolError:
        raise
    except Exception as error:  # noqa: BLE001  pandas raises whatever it likes on malformed parts
        raise ProtocolError(f"the answer holds a table that cannot be built: {str(error)[:200]}") from None


def _frame(index: Any, columns: Any, arrays: list[Any]) -> Any:
    import pandas as pd

    series = {position: _kept(_column(part), index) for position, part in enumerate(arrays)}
    frame = pd.DataFrame(series, index=index, copy=False)
    frame.columns = columns
    return frame


def _kept(column: Any, index: Any) -> Any:
    """An object column with its type said: pandas would read texts in it as its own kind of string."""
    import pandas as pd

    is_object = isinstance(column, np.ndarray) and column.dtype == object
    return pd.Series(column, index=index, dtype=object, copy=False) if is_object else column


def _series(index: Any, name: Any, part: Any) -> Any:
    import pandas as pd

    column = _column(part)
    return pd.Series(column, index=index, name=name, dtype=column.dtype, copy=False)


def _index(part: Any, name: Any) -> Any:
    import pandas as pd

    column = _column(part)
    return pd.Index(column, name=name, dtype=column.dtype)


def _range(start: int, stop: int, step: int, name: Any) -> Any:
    import pandas as pd

    if len(range(start, stop, step)) > MAX_RANGE:
        raise ProtocolError("the answer holds an index that is too long")
    return pd.RangeIndex(start, stop, step, name=name)


def _multi(levels: list[Any], names: list[Any]) -> Any:
    import pandas as pd

    return pd.MultiIndex.from_arrays(levels, names=names)


def _moment(value: Any, zone: str | None) -> Any:
    import pandas as pd

    if isinstance(value, np.timedelta64):
        return pd.Timedelta(value)
    moment = pd.Timestamp(value)
    return moment if zone is None else moment.tz_localize("UTC").tz_convert(_zone(zone))


def _missing(name: str) -> Any:
    import pandas as pd

    return pd.NaT if name == "NaT" else pd.NA


def _zone(name: str) -> Any:
    if type(name) is not str or len(name) > 64 or name.startswith(("/", "dateutil", ".")) or ".." in name:
        raise ProtocolError("the answer holds a malformed time zone")
    return name


def _column(part: Any) -> Any:
    """The column that `_array` took apart."""
    import pandas as pd

    if isinstance(part, np.ndarray):
        return part
    tag, *rest = part
    if tag == "category":
        codes, categories, ordered = rest
        return pd.Categorical.from_codes(codes, categories=categories, ordered=ordered)
    if tag == "string":
        texts, is_na = rest
        return pd.array(texts, dtype=pd.StringDtype(na_value=pd.NA if is_na else np.nan))
    if tag == "zoned":
        moments, zone = rest
        return pd.DatetimeIndex(moments, tz="UTC").tz_convert(_zone(zone)).array
    if tag == "masked":
        return _masked(*rest)
    if tag == "objects":
        return rest[0]
    raise ProtocolError("the answer holds an unknown kind of column")


def _masked(name: str, data: Any, mask: Any) -> Any:
    import pandas as pd

    if name not in {
        "boolean",
        "Float32",
        "Float64",
        *(f"{u}Int{n}" for u in ("", "U") for n in (8, 16, 32, 64)),
    }:
        raise ProtocolError("the answer holds an unknown kind of column")
    column: Any = pd.array(data, dtype=name)
    column[mask] = pd.NA
    return column


_BUILDERS: dict[str, Callable[..., Any]] = {
    "frame": _frame,
    "series": _series,
    "index": _index,
    "range": _range,
    "multi": _multi,
    "moment": _moment,
    "missing": _missing,
    "array": _column,
}
