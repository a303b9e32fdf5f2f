# A cache before the origin, which forgets a customer's host when Fairlead says so.
#
#   EDGE_PURGE_URL=http://127.0.0.1:6081
vcl 4.1;

# The origin that the edge would ask otherwise.
backend origin {
    .host = "127.0.0.1";
    .port = "8080";
}

# Where Fairlead runs: nobody else purges.
acl purgers {
    "localhost";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ purgers) {
            return (synth(403));
        }
        # All of the host, whatever its path. What has no port is the same host.
        ban("obj.http.X-Fairlead-Host == " + regsub(req.http.Host, ":\d+$", ""));
        return (synth(200, "Purged"));
    }
}

sub vcl_backend_response {
    # The lurker removes what is banned only by what the object itself knows.
    set beresp.http.X-Fairlead-Host = regsub(bereq.http.Host, ":\d+$", "");
}

sub vcl_deliver {
    unset resp.http.X-Fairlead-Host;
}
