"""Sets the prompts of a number, with nothing but Python's standard library."""

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid


class ServiceError(Exception):
    """The service refused a call. The text is its code."""


def set_prompts(url, access_key, secret_key, space, number, prompts):
    parameters = {"CustSpaceId": space, "PhoneNumber": number, "Prompts": json.dumps(prompts)}
    call(url, access_key, secret_key, "UpdateConversationalAutomation", parameters)


def call(url, access_key, secret_key, action, parameters):
    """Makes a call that is signed with HMAC-SHA1, and returns the answer."""
    query = urllib.parse.urlencode(
        sorted(
            {
                **parameters,
                "AccessKeyId": access_key,
                "Action": action,
                "Format": "JSON",
                "SignatureMethod": "HMAC-SHA1",
                "SignatureNonce": str(uuid.uuid4()),
                "SignatureVersion": "1.0",
                "Timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "Version": "2020-06-06",
            }.items()
        ),
        quote_via=urllib.parse.quote,
        safe="",
    )
    text = "GET&%2F&" + urllib.parse.quote(query, safe="")
    digest = hmac.new(f"{secret_key}&".encode(), text.encode(), hashlib.sha1).digest()
    signature = urllib.parse.quote(base64.b64encode(digest), safe="")
    try:
        with urllib.request.urlopen(f"{url}/?{query}&Signature={signature}") as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        answer = json.load(error)
    if answer["Code"] != "OK":
        raise ServiceError(answer["Code"])
    return answer
