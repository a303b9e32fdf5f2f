//! The hosts from O to Z, and the sandbox.

use crate::domain::provider::entry::host;
use crate::domain::provider::{Alias, Apex, Order, Provider, TargetDot, TxtQuotes, ValueFields};

pub(super) const HOSTS: &[Provider] = &[
    host("one-com", "one.com", &["ns#.one.com"])
        .console("https://www.one.com/admin/")
        .short("Hostname")
        .apex(Apex::Blank)
        .value("Value")
        .quoted(&["https://help.one.com/hc/en-us/articles/115005593829"]),
    host(
        "ovh",
        "OVHcloud",
        &["dns#.ovh.net", "ns#.ovh.net", "dns#.ovh.ca", "ns#.ovh.ca", "dns#.anycast.me", "ns#.anycast.me"],
    )
    .console("https://www.ovh.com/manager/")
    .dot(TargetDot::Needed)
    .alias(Alias::None)
    .read(&[
        "https://docs.ovhcloud.com/en/guides/web-cloud/domains/dns-zone-edit",
        "https://docs.ovhcloud.com/en/guides/web-cloud/domains/dns-zone-records",
    ]),
    host("porkbun", "Porkbun", &["*.ns.porkbun.com"])
        .console("https://porkbun.com/account/dns/{zone}")
        .short("Host")
        .apex(Apex::Blank)
        .value("Answer")
        .alias(Alias::Record("ALIAS"))
        .quoted(&[
            "https://kb.porkbun.com/article/68-how-to-edit-dns-records",
            "https://kb.porkbun.com/article/187-what-is-dns",
        ]),
    // Lightsail's zones stand on the same servers; theirs is another page of the same console.
    host(
        "route53",
        "Amazon Route 53",
        &["ns-#.awsdns-#.com", "ns-#.awsdns-#.net", "ns-#.awsdns-#.org", "ns-#.awsdns-#.co.uk"],
    )
    .console("https://console.aws.amazon.com/route53/v2/hostedzones")
    .short("Record name")
    .apex(Apex::Blank)
    .value("Value")
    .dot(TargetDot::Optional)
    .quotes(TxtQuotes::Typed)
    .alias(Alias::None)
    .wildcards()
    .read(&[
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-ipbased.html",
    ]),
    // Fairlead's own, for trying it out.
    host("sandbox", "Sandbox DNS", &["ns#.sandbox.test"])
        .short("Name")
        .apex(Apex::At)
        .value("Value"),
    host("scaleway", "Scaleway", &["ns#.dom.scw.cloud"])
        .console("https://console.scaleway.com/")
        .values(ValueFields { a: None, aaaa: None, cname: Some("Hostname"), txt: None })
        .dot(TargetDot::Needed)
        .alias(Alias::Record("ALIAS"))
        .read(&[
            "https://www.scaleway.com/en/docs/domains-and-dns/how-to/add-external-domain/",
            "https://www.scaleway.com/en/docs/domains-and-dns/reference-content/understanding-dns-records/",
        ]),
    host("sitehost", "SiteHost", &["ns#.sitehost.co.nz"])
        .read(&["https://kb.sitehost.nz/domains/name-servers"]),
    host("squarespace", "Squarespace", &["ns#.squarespacedns.com", "connect#.squarespacedns.com"])
        .beside(&["dns#.p#.nsone.net"])
        .console("https://account.squarespace.com/domains/managed/{zone}/dns/dns-settings")
        .short("Name")
        .apex(Apex::At)
        .value("Data")
        .quoted(&["https://support.squarespace.com/hc/en-us/articles/360002101888"]),
    host(
        "ultradns",
        "UltraDNS",
        &[
            "*.ultradns.com",
            "*.ultradns.net",
            "*.ultradns.org",
            "*.ultradns.biz",
            "*.ultradns.info",
            "*.ultradns.co.uk",
        ],
    )
    .console("https://portal.ultradns.com/")
    .values(ValueFields { a: None, aaaa: None, cname: Some("Points To"), txt: None })
    .dot(TargetDot::Optional)
    .read(&["https://docs.ultradns.com/Content/MSP_User_Guide/Content/User%20Guides/MSP_User_Guide/Records/CNAME%20Records.htm"]),
    host("united-domains", "united-domains", &["ns.udag.de", "ns.udag.net", "ns.udag.org"])
        .wildcards()
        .read(&["https://www.united-domains.de/help/faq-article/was-ist-ein-cname-eintrag/"]),
    host("vercel", "Vercel", &["ns#.vercel-dns.com"])
        .console("https://vercel.com/dashboard/domains")
        .short("Name")
        .apex(Apex::Blank)
        .value("Value")
        .alias(Alias::Record("ALIAS"))
        .min_ttl(60)
        .quoted(&[
            "https://vercel.com/docs/domains/managing-dns-records",
            "https://vercel.com/docs/projects/domains/working-with-dns",
        ]),
    host("vultr", "Vultr", &["ns#.vultr.com"])
        .console("https://my.vultr.com/dns/")
        .short("Name")
        .value("Data")
        .read(&["https://docs.vultr.com/reference/vultr-cli/dns/record/create"]),
    host("wix", "Wix", &["ns#.wixdns.net"])
        .console("https://manage.wix.com/account/domains")
        .short("Host Name")
        .apex(Apex::Blank)
        .value("Value")
        .quoted(&["https://support.wix.com/en/article/adding-or-updating-cname-records-in-your-wix-account"]),
    host("wordpress-com", "WordPress.com", &["ns#.wordpress.com"])
        .console("https://wordpress.com/domains/manage/{zone}/dns/{zone}")
        .short("Name")
        .apex(Apex::Blank)
        .quoted(&["https://wordpress.com/support/domains/custom-dns/"]),
    host("yandex-cloud", "Yandex Cloud DNS", &["ns#.yandexcloud.net"])
        .alias(Alias::Record("ANAME"))
        .order(Order::NameTypeTtlValue)
        .read(&[
            "https://yandex.cloud/en/docs/dns/concepts/dns-zone",
            "https://yandex.cloud/en/docs/dns/concepts/resource-record",
            "https://yandex.cloud/en/docs/dns/operations/resource-record-create",
        ]),
];
