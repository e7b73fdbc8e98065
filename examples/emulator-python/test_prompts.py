import json
import subprocess
import unittest
import urllib.request

from prompts import ServiceError, set_prompts


class Emulator:
    """A local Chat App Message Service, in a process of its own."""

    def __init__(self):
        # `npx pulumi-cams` would leave the emulator running when it is terminated.
        command = ["node_modules/.bin/pulumi-cams", "emulator", "--json"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        started = json.loads(self.process.stdout.readline())
        self.url = f"http://{started['endpoint']}"
        self.keys = (started["accessKeyId"], started["accessKeySecret"])

    def control(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_emulator/{path}", data, method=method)
        with urllib.request.urlopen(request) as response:
            text = response.read()
        return json.loads(text) if text else None

    def close(self):
        self.process.terminate()
        self.process.communicate()


class PromptsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()
        cls.addClassCleanup(cls.emulator.close)

    def setUp(self):
        self.emulator.control("POST", "reset")

    def set_prompts(self, *prompts):
        set_prompts(self.emulator.url, *self.emulator.keys, "cams-demo", "442000000001", prompts)

    def test_writes_the_prompts_of_the_number_in_one_call(self):
        self.set_prompts("Opening hours", "Find a shop ☕")
        (number,) = self.emulator.control("GET", "numbers")
        self.assertEqual(number["prompts"], ["Opening hours", "Find a shop ☕"])
        (request,) = self.emulator.control("GET", "requests")
        self.assertEqual(request["operation"], "UpdateConversationalAutomation")
        self.assertEqual(request["phoneNumber"], "442000000001")

    def test_raises_the_code_of_the_service_when_it_refuses_the_call(self):
        self.emulator.control("POST", "faults", {"fault": "throttled"})
        with self.assertRaisesRegex(ServiceError, "^Throttling.User$"):
            self.set_prompts("Opening hours")
        self.assertEqual(self.emulator.control("GET", "numbers"), [])


if __name__ == "__main__":
    unittest.main()
