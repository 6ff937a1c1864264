import type { LoadBalancerTypeEnum, ProtocolEnum } from '@aws-sdk/client-elastic-load-balancing-v2';

type Defaults = Readonly<Record<string, string>>;

const EVERY_BALANCER: Defaults = {
  'deletion_protection.enabled': 'false',
  'load_balancing.cross_zone.enabled': 'false',
};

const LOGGED: Defaults = {
  'access_logs.s3.enabled': 'false',
  'access_logs.s3.bucket': '',
  'access_logs.s3.prefix': '',
};

const APPLICATION: Defaults = {
  ...LOGGED,
  'idle_timeout.timeout_seconds': '60',
  'client_keep_alive.seconds': '3600',
  'connection_logs.s3.enabled': 'false',
  'connection_logs.s3.bucket': '',
  'connection_logs.s3.prefix': '',
  'routing.http.desync_mitigation_mode': 'defensive',
  'routing.http.drop_invalid_header_fields.enabled': 'false',
  'routing.http.preserve_host_header.enabled': 'false',
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'false',
  'routing.http.xff_client_port.enabled': 'false',
  'routing.http.xff_header_processing.mode': 'append',
  'routing.http2.enabled': 'true',
  'waf.fail_open.enabled': 'false',
  'zonal_shift.config.enabled': 'false',
  'load_balancing.cross_zone.enabled': 'true',
};

const NETWORK: Defaults = {
  ...LOGGED,
  'dns_record.client_routing_policy': 'any_availability_zone',
  'zonal_shift.config.enabled': 'false',
};

/** The attributes of a load balancer that nobody has changed. */
export function defaultsOfBalancer(type: LoadBalancerTypeEnum | undefined): Defaults {
  if (type === 'application') return { ...EVERY_BALANCER, ...APPLICATION };
  return type === 'network' ? { ...EVERY_BALANCER, ...NETWORK } : EVERY_BALANCER;
}

const EVERY_GROUP: Defaults = {
  'deregistration_delay.timeout_seconds': '300',
  'stickiness.enabled': 'false',
  'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
};

const HTTP_GROUP: Defaults = {
  'stickiness.type': 'lb_cookie',
  'stickiness.lb_cookie.duration_seconds': '86400',
  'stickiness.app_cookie.cookie_name': '',
  'stickiness.app_cookie.duration_seconds': '86400',
  'slow_start.duration_seconds': '0',
  'load_balancing.algorithm.type': 'round_robin',
  'load_balancing.algorithm.anomaly_mitigation': 'off',
};

const OTHER_GROUP: Defaults = {
  'stickiness.type': 'source_ip',
  'deregistration_delay.connection_termination.enabled': 'false',
  'preserve_client_ip.enabled': 'true',
  'proxy_protocol_v2.enabled': 'false',
};

/** The attributes of a target group that nobody has changed. */
export function defaultsOfTargetGroup(protocol: ProtocolEnum | undefined): Defaults {
  const isHttp = protocol === undefined || protocol === 'HTTP' || protocol === 'HTTPS';
  return { ...EVERY_GROUP, ...(isHttp ? HTTP_GROUP : OTHER_GROUP) };
}
