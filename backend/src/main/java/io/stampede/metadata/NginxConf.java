package io.stampede.metadata;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration of nginx. The same for every host, whatever instances it has: nothing that
/// anybody named is in it.
///
/// Sessions (IMDSv2) need something that remembers tokens, and forgets them in time. nginx has such
/// a thing in its cache of proxied answers: a token is a random name under which an answer of nginx
/// to itself is kept, for as long as the session is to last. A token is good while that answer is
/// still there; to any other name nginx answers itself with 401, which is not kept. Tokens are
/// bound to the address that asked for them, and are gone when the container starts again: clients
/// begin a new session on a 401.
final class NginxConf {
  private NginxConf() {}

  static Bytes bytes() {
    return Bytes.of(
        TEXT.replace("PORT", Integer.toString(MetadataSite.PORT))
            .replace("OPENSTACK_VERSIONS", pattern(MetadataTree.OPENSTACK_VERSIONS))
            .replace("EC2_VERSIONS", pattern(MetadataTree.EC2_VERSIONS)));
  }

  private static String pattern(List<String> versions) {
    return versions.stream().map(v -> v.replace(".", "\\.")).collect(Collectors.joining("|"));
  }

  /// A listing is a file `.index` in its folder. 418 stands for: go on at the place named, by GET.
  private static final String TEXT =
      """
      # Stampede: what instances are told at 169.254.169.254. Rendered; changes here are lost.
      user www-data;
      worker_processes 1;
      pid /run/nginx/pid;
      error_log stderr error;
      worker_rlimit_nofile 4096;
      events { worker_connections 2048; }
      http {
        access_log off;
        server_tokens off;
        default_type text/plain;
        types { }
        client_body_temp_path /run/nginx/body;
        proxy_temp_path /run/nginx/proxy;
        fastcgi_temp_path /run/nginx/fastcgi;
        uwsgi_temp_path /run/nginx/uwsgi;
        scgi_temp_path /run/nginx/scgi;

        # one instance cannot keep the others from being served
        client_max_body_size 1k;
        client_header_buffer_size 1k;
        large_client_header_buffers 2 4k;
        client_header_timeout 5s;
        client_body_timeout 5s;
        send_timeout 5s;
        keepalive_timeout 15s;
        reset_timedout_connection on;
        limit_conn_zone $binary_remote_addr zone=connections:1m;
        limit_req_zone $binary_remote_addr zone=sessions:1m rate=1r/s;

        # tokens: 32 MiB are some 8000; those not used for longest go first
        proxy_cache_path /run/nginx/tokens keys_zone=tokens:2m max_size=32m inactive=6h use_temp_path=off;
        proxy_pass_request_headers off;
        proxy_pass_request_body off;

        # every dated version is the latest one
        map $uri $file {
          "~^/(?:EC2_VERSIONS)(?<in_ec2>/.*?)?/*$" /latest$in_ec2;
          "~^/openstack/(?:OPENSTACK_VERSIONS)(?<in_openstack>/.*?)?/*$" /openstack/latest$in_openstack;
          "~^(?<elsewhere>.*?)/*$" $elsewhere;
        }
        # seconds, up to six hours; 0 for what is none of that
        map $http_x_aws_ec2_metadata_token_ttl_seconds $ttl {
          default 0;
          "~^(?<seconds>[1-9][0-9]{0,3}|1[0-9]{4}|20[0-9]{3}|21[0-5][0-9]{2}|21600)$" $seconds;
        }
        map "$request_method $ttl" $token_refused {
          default 405;
          "PUT 0" 400;
          "~^PUT " 0;
        }

        # nginx to itself
        server {
          listen 127.0.0.1:PORT;
          allow 127.0.0.1;
          deny all;
          location = /keep {
            add_header X-Accel-Expires $http_x_ttl;
            return 200 $http_x_token;
          }
          location / { return 401 ""; }
        }

        server {
          listen PORT;
          root /var/lib/stampede/net/metadata/$remote_addr;
          disable_symlinks on;
          limit_conn connections 32;
          # whoever forwards requests of others is not to be told
          if ($http_x_forwarded_for) { return 403; }
          auth_request /.session;

          location = /.session {
            internal;
            auth_request off;
            set $with token;
            if ($http_x_aws_ec2_metadata_token = "") { set $with nothing; }
            if (-f $document_root/.session-required) { set $with "$with though required"; }
            if ($with = "nothing") { return 204; }
            if ($with = "nothing though required") { return 401; }
            proxy_cache tokens;
            proxy_cache_key "$remote_addr $http_x_aws_ec2_metadata_token";
            proxy_pass http://127.0.0.1:PORT/unknown;
          }

          location = /latest/api/token {
            auth_request off;
            if ($token_refused = 405) { return 405; }
            if ($token_refused = 400) { return 400; }
            error_page 418 = /.token;
            return 418;
          }
          location = /.token {
            internal;
            auth_request off;
            limit_req zone=sessions burst=20 nodelay;
            add_header X-Aws-Ec2-Metadata-Token-Ttl-Seconds $ttl;
            proxy_set_header X-Token $request_id;
            proxy_set_header X-Ttl $ttl;
            proxy_cache tokens;
            proxy_cache_key "$remote_addr $request_id";
            proxy_pass http://127.0.0.1:PORT/keep;
          }

          location ~ /\\. { return 404; }
          location ~ ^/[^/]+/user-data/*$ {
            default_type application/octet-stream;
            try_files $file =404;
          }
          location ~ ^/openstack/[^/]+/user_data/*$ {
            default_type application/octet-stream;
            try_files $file =404;
          }
          location ~ ^/openstack/[^/]+/[a-z_0-9]+\\.json/*$ {
            default_type application/json;
            try_files $file =404;
          }
          location / { try_files $file $file/.index =404; }
        }
      }
      """;
}
