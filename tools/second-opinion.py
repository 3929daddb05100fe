"""What botocore's ParamValidator says of inputs, for suites/model/second-opinion.test.ts.

Reads [{"service", "operation", "input"}] as JSON from standard input, writes the version of botocore and one list of
error types for each input: {"version", "errors": [["missing required field"], ...]}.
"""

import json
import sys

import botocore
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator


def services(names):
    loader = Loader()
    return {name: ServiceModel(loader.load_service_model(name, "service-2")) for name in names}


def errors(row, models):
    shape = models[row["service"]].operation_model(row["operation"]).input_shape
    report = ParamValidator().validate(row["input"], shape)
    # botocore has no public list of errors, only their text, which holds the values.
    return [error_type for error_type, _, _ in report._errors]


rows = json.load(sys.stdin)
models = services({row["service"] for row in rows})
json.dump({"version": botocore.__version__, "errors": [errors(row, models) for row in rows]}, sys.stdout)
