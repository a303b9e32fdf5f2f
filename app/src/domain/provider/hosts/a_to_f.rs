//! The hosts from A to F.

use crate::domain::provider::entry::host;
use crate::domain::provider::{
    Alias, Apex, Order, Provider, Proxy, TargetDot, TxtQuotes, ValueFields,
};

pub(super) const HOSTS: &[Provider] = &[
    host("alibaba-cloud", "Alibaba Cloud DNS", &["*.alidns.com", "dns#.hichina.com"])
        .short("Hostname")
        .apex(Apex::Blank)
        .value("Record Value")
        .alias(Alias::Record("ALIAS"))
        .wildcards()
        .read(&[
            "https://www.alibabacloud.com/help/en/dns/pubz-add-parsing-record",
            "https://www.alibabacloud.com/help/en/alidns-intl/latest/record-types",
            "https://www.alibabacloud.com/help/en/dns/pubz-faq-related-to-domain-name-resolution-resolution-records",
        ]),
    host(
        "azure",
        "Azure DNS",
        &[
            "ns#-#.azure-dns.com",
            "ns#-#.azure-dns.net",
            "ns#-#.azure-dns.org",
            "ns#-#.azure-dns.info",
        ],
    )
    .console("https://portal.azure.com/")
    .short("Name")
    .apex(Apex::At)
    .quotes(TxtQuotes::Added)
    .alias(Alias::None)
    .wildcards()
    .min_ttl(1)
    .order(Order::NameTypeTtlValue)
    .read(&[
        "https://learn.microsoft.com/en-us/azure/dns/dns-zones-records",
        "https://learn.microsoft.com/en-us/azure/dns/dns-alias",
        "https://learn.microsoft.com/en-us/azure/dns/dns-getstarted-portal",
    ]),
    host("bluehost", "Bluehost", &["ns#.bluehost.com"])
        .console("https://my.bluehost.com/")
        .short("Host Record")
        .apex(Apex::At)
        .value("Value")
        .quoted(&[
            "https://www.bluehost.com/help/article/dns-management-add-edit-or-delete-dns-entries",
        ]),
    host("bunny", "Bunny DNS", &["kiki.bunny.net", "coco.bunny.net"])
        .console("https://dash.bunny.net/dns")
        .short("Hostname")
        .apex(Apex::Blank)
        .value("Value")
        .order(Order::NameTypeTtlValue)
        .read(&["https://docs.bunny.net/dns/records"]),
    host("civo", "Civo DNS", &["ns#.civo.com"])
        .short("Name")
        .value("Value")
        .read(&["https://www.civo.com/docs/networking/dns-records/manage-dns"]),
    host(
        "cloudflare",
        "Cloudflare",
        &[
            "*.ns.cloudflare.com",
            "*.foundationdns.com",
            "*.foundationdns.net",
            "*.foundationdns.org",
        ],
    )
    .console("https://dash.cloudflare.com/?to=/:account/:zone/dns/records")
    .short("Name")
    .apex(Apex::At)
    .values(ValueFields {
        a: Some("IPv4 address"),
        aaaa: Some("IPv6 address"),
        cname: Some("Target"),
        txt: Some("Content"),
    })
    .alias(Alias::Flattening)
    .wildcards()
    .min_ttl(60)
    .proxy(&Proxy { switch: "Proxy status", on: "Proxied", off: "DNS only" })
    .read(&[
        "https://developers.cloudflare.com/dns/manage-dns-records/reference/dns-record-types/",
        "https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/",
        "https://developers.cloudflare.com/dns/cname-flattening/",
        "https://developers.cloudflare.com/dns/manage-dns-records/reference/wildcard-dns-records/",
        "https://developers.cloudflare.com/dns/foundation-dns/advanced-nameservers/",
    ]),
    host("cloudns", "ClouDNS", &["*.cloudns.net"])
        .console("https://www.cloudns.net/main/")
        .min_ttl(60)
        .quoted(&["https://www.cloudns.net/wiki/article/188/"]),
    host("constellix", "Constellix", &["ns#.constellix.com", "ns#.constellix.net"])
        .console("https://manage.constellix.com/")
        .short("Name")
        .value("Value")
        .dot(TargetDot::Needed)
        .read(&["https://support.constellix.com/support/solutions/articles/47000849512-cname-records"]),
    host("desec", "deSEC", &["ns#.desec.io", "ns#.desec.org"])
        .console("https://desec.io/domains/{zone}")
        .short("Subname")
        .apex(Apex::Blank)
        .value("Record Set Content")
        .dot(TargetDot::Needed)
        .quotes(TxtQuotes::Added)
        .alias(Alias::None)
        .wildcards()
        .min_ttl(3600)
        .order(Order::TypeNameValueTtl)
        .read(&[
            "https://desec.readthedocs.io/en/latest/dns/rrsets.html",
            "https://desec.readthedocs.io/en/latest/dns/domains.html",
            "https://github.com/desec-io/desec-stack/blob/main/www/webapp/src/views/CrudListRecord.vue",
        ]),
    host("digitalocean", "DigitalOcean", &["ns#.digitalocean.com"])
        .console("https://cloud.digitalocean.com/networking/domains/{zone}")
        .short("Hostname")
        .apex(Apex::At)
        .values(ValueFields {
            a: Some("Will direct to"),
            aaaa: Some("Will direct to"),
            cname: Some("Is an alias of"),
            txt: Some("TXT Value"),
        })
        .wildcards()
        .min_ttl(30)
        .read(&["https://docs.digitalocean.com/products/networking/dns/how-to/manage-records/"]),
    host("dns-made-easy", "DNS Made Easy", &["ns#.dnsmadeeasy.com"])
        .console("https://cp.dnsmadeeasy.com/")
        .order(Order::TypeNameValueTtl)
        .read(&[
            "https://knowledge.digicert.com/dnsme/managed-dns/cname-record",
            "https://support.dnsmadeeasy.com/support/solutions/articles/47001001393-cname-record",
        ]),
    host(
        "dnsimple",
        "DNSimple",
        &[
            "ns#.dnsimple.com",
            "ns#.dnsimple-edge.com",
            "ns#.dnsimple-edge.net",
            "ns#.dnsimple-edge.io",
            "ns#.dnsimple-edge.org",
        ],
    )
    .console("https://dnsimple.com/dashboard")
    .short("Name")
    .apex(Apex::Blank)
    .value("Content")
    .alias(Alias::Record("ALIAS"))
    .min_ttl(60)
    .order(Order::TypeNameValueTtl)
    .read(&[
        "https://support.dnsimple.com/articles/dnsimple-nameservers/",
        "https://support.dnsimple.com/articles/manage-a-record/",
        "https://support.dnsimple.com/articles/manage-cname-record/",
        "https://support.dnsimple.com/articles/alias-record/",
        "https://support.dnsimple.com/articles/what-minimum-time-to-live/",
    ]),
    host("dreamhost", "DreamHost", &["ns#.dreamhost.com"])
        .console("https://panel.dreamhost.com/")
        .short("Name")
        .apex(Apex::Blank)
        .value("Value")
        .alias(Alias::Record("ALIAS"))
        .quoted(&[
            "https://help.dreamhost.com/hc/en-us/articles/360035516812",
            "https://help.dreamhost.com/hc/en-us/articles/214694348-Basic-DNS-records",
        ]),
    host("fastmail", "Fastmail", &["ns#.messagingengine.com"])
        .wildcards()
        .read(&["https://www.fastmail.help/hc/en-us/articles/360060591113-General-DNS-info"]),
];
