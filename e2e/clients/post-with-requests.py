"""Posts a message with requests and prints the answer's body: post-with-requests.py json|data|form URL"""

import json
import sys

import requests

how, url = sys.argv[1:]
message = {"text": "Grüße from requests ✓"}
given = {
    "json": {"json": message},
    # JSON as a string, without a content type.
    "data": {"data": json.dumps(message)},
    "form": {"data": message},
}[how]
answer = requests.post(url, timeout=10, allow_redirects=False, **given)
answer.raise_for_status()
print(answer.text)
