"""Posts a message with Python's own HTTP client and prints the status: post-with-urllib.py URL"""

import json
import sys
import urllib.request

body = json.dumps({"text": "Grüße from urllib ✓"}).encode()
request = urllib.request.Request(sys.argv[1], data=body, headers={"Content-Type": "application/json"})
with urllib.request.urlopen(request, timeout=10) as answer:
    print(answer.status)
