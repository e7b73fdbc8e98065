import pulumi
import pulumi_cams as cams

config = pulumi.Config()
cust_space_id = config.require("custSpaceId")

support = cams.ConversationalAutomation(
    "support",
    cust_space_id=cust_space_id,
    phone_number="8613000000001",
    prompts=[config.require("firstPrompt"), "Talk to a person"],
    commands=[
        {"command_name": "order", "command_description": "Track an order"},
        {"command_name": "return", "command_description": "Send something back"},
    ],
)

sales = cams.ConversationalAutomation(
    "sales",
    cust_space_id=cust_space_id,
    phone_number="8613000000002",
    enable_welcome_message=True,
    prompts=["Opening hours", "Find a shop"],
)

pulumi.export("supportId", support.id)
pulumi.export("salesPrompts", sales.prompts)
