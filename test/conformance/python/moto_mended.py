"""Mends the faults of moto without which verbs cannot look around on it; docs/conformance.md names them."""

from moto.cloudformation.models import Stack
from moto.ecs.models import EC2ContainerServiceBackend
from moto.s3.responses import S3Response

_described = EC2ContainerServiceBackend.describe_capacity_providers


def describe_capacity_providers(self, names):
    """Without names AWS gives all providers; moto fails."""
    return _described(self, list(self.capacity_providers) if names is None else names)


_delete = Stack.delete
_resources = Stack.stack_resources.fget


def delete(self):
    self.listed = list(_resources(self))
    _delete(self)


def stack_resources(self):
    """A deleted stack keeps its list of resources; moto makes them all anew where the list is read."""
    return getattr(self, "listed", None) or _resources(self)


_notifications = S3Response.get_bucket_notification


def get_bucket_notification(self):
    """moto keeps that a bucket tells EventBridge, and does not say so."""
    kept = self.backend.get_bucket_notification_configuration(self.bucket_name)
    if kept and kept.event_bridge is not None:
        serialized = self.serialized

        def with_event_bridge(answer):
            answer.result["EventBridgeConfiguration"] = {}
            return serialized(answer)

        self.serialized = with_event_bridge
    return _notifications(self)


EC2ContainerServiceBackend.describe_capacity_providers = describe_capacity_providers
Stack.delete = delete
Stack.stack_resources = property(stack_resources)
S3Response.get_bucket_notification = get_bucket_notification
