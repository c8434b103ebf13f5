"""A register whose bus is Kafka: the local site's settings with those that an operator would write, the addresses from the environment."""
import os

from pekt_xblocks.workbench.settings import *  # noqa: F403

EVENT_BUS_CONSUMER = "edx_event_bus_kafka.KafkaEventConsumer"
EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS = os.environ.get("KAFKA_BROKERS", "")
EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL = os.environ.get("KAFKA_SCHEMAS", "")
PEKT_RECORDS_REGISTER = {}
