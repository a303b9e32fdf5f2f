# A cache before the origin, which forgets a customer's host when Fairlead says so.
#
#   EDGE_PURGE_URL=http://127.0.0.1:6081
vcl 4.1;

import std;

# The origin that the edge would ask otherwise.
backend origin {
    .host = "127.0.0.1";
    .port = "8080";
}

# Where Fairlead runs.
acl purgers {
    "localhost";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # What came through the edge is a visitor's, wherever the edge runs.
        if (client.ip !~ purgers || req.http.X-Fairlead-Assertion || req.http.X-Forwarded-Host) {
            return (synth(403));
        }
        if (req.http.Host !~ "^[A-Za-z0-9.-]+(:[0-9]+)?$") {
            return (synth(400));
        }
        # All of the host, whatever its path. What has no port is the same host.
        if (!std.ban("obj.http.X-Fairlead-Host == " + std.tolower(regsub(req.http.Host, ":.*$", "")))) {
            return (synth(500, std.ban_error()));
        }
        return (synth(200, "Purged"));
    }
}

sub vcl_backend_response {
    # The lurker removes what is banned only by what the object itself knows.
    set beresp.http.X-Fairlead-Host = std.tolower(regsub(bereq.http.Host, ":.*$", ""));
}

sub vcl_deliver {
    unset resp.http.X-Fairlead-Host;
}
