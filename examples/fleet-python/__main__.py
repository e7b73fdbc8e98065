import pulumi
import pulumi_cams as cams

config = pulumi.Config()

cams.ConversationalAutomationFleet(
    "support",
    cust_space_id=config.require("custSpaceId"),
    profiles={
        "english": {
            "prompts": ["Where is my order?", "Talk to a person"],
            "commands": [
                {"command_name": "order", "command_description": "Track an order"},
                {"command_name": "return", "command_description": "Send something back"},
            ],
        },
        "german": {
            "prompts": ["Wo ist meine Bestellung?", "Mit einem Menschen sprechen"],
            "commands": [
                {"command_name": "order", "command_description": "Bestellung verfolgen"},
                {"command_name": "return", "command_description": "Etwas zurückschicken"},
            ],
        },
        "chinese": {"prompts": ["我的订单在哪里？", "人工服务"]},
    },
    numbers={
        "442000000001": {"profile": "english"},
        "442000000002": {"profile": "english"},
        "4930000000": {"profile": "german"},
        "4940000000": {"profile": "german"},
        "8613000000001": {"profile": "chinese"},
        # Overrides only the prompts. The commands are the profile's.
        "8613000000002": {"profile": "english", "prompts": ["Opening hours", "Talk to a person"]},
    },
)
