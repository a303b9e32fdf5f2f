//! The hosts from G to N.

use crate::domain::provider::entry::host;
use crate::domain::provider::{Alias, Apex, Order, Provider, TargetDot, TxtQuotes, ValueFields};

pub(super) const HOSTS: &[Provider] = &[
    host("gandi", "Gandi", &["ns-#-a.gandi.net", "ns-#-b.gandi.net", "ns-#-c.gandi.net"])
        .console("https://admin.gandi.net/")
        .short("Name")
        .apex(Apex::At)
        .dot(TargetDot::Needed)
        .read(&[
            "https://docs.gandi.net/en/domain_names/common_operations/dns_records.html",
            "https://docs.gandi.net/fr/noms_domaine/operations_courantes/enregistrements_dns.html",
        ]),
    host("gcore", "Gcore DNS", &["ns1.gcorelabs.net", "ns2.gcdn.services"])
        .console("https://dns.gcore.com/zones")
        .short("Name")
        .apex(Apex::Blank)
        .value("Content")
        .alias(Alias::Flattening)
        .wildcards()
        .read(&[
            "https://gcore.com/docs/dns/dns-records/manage-dns-records-non-advanced-interface-mode",
            "https://gcore.com/docs/dns/dns-records/specify-cname-at-root",
            "https://gcore.com/docs/dns/manage-a-dns-zone",
        ]),
    host("godaddy", "GoDaddy", &["*.domaincontrol.com"])
        .console("https://dcc.godaddy.com/control/{zone}/dns")
        .short("Name")
        .apex(Apex::At)
        .value("Value")
        .quoted(&["https://www.godaddy.com/help/add-a-cname-record-19236"]),
    host("hetzner", "Hetzner", &["*.ns.hetzner.com", "*.ns.hetzner.de"])
        .console("https://console.hetzner.com/")
        .short("Name")
        .apex(Apex::At)
        .value("Value")
        .dot(TargetDot::Needed)
        .read(&["https://docs.hetzner.com/networking/dns/faq/records"]),
    host("hostgator", "HostGator", &["ns#.hostgator.com"])
        .console("https://portal.hostgator.com/")
        .quoted(&["https://www.hostgator.com/help/article/changing-dns-records"]),
    host("hostinger", "Hostinger", &["ns#.dns-parking.com"])
        .console("https://hpanel.hostinger.com/domains")
        .short("Name")
        .apex(Apex::At)
        .alias(Alias::Record("ALIAS"))
        .quoted(&[
            "https://support.hostinger.com/en/articles/1583227-how-to-manage-my-dns-records-on-hpanel",
            "https://github.com/hostinger/api/blob/main/openapi.json",
        ]),
    host("hover", "Hover", &["ns#.hover.com"])
        .console("https://www.hover.com/control_panel")
        .short("Hostname")
        .apex(Apex::At)
        .values(ValueFields {
            a: Some("IP address"),
            aaaa: Some("IP address"),
            cname: Some("Target Name"),
            txt: Some("Content"),
        })
        .quoted(&["https://support.hover.com/support/solutions/articles/201000064728"]),
    host(
        "huawei-cloud",
        "Huawei Cloud DNS",
        &[
            "ns#.huaweicloud-dns.com",
            "ns#.huaweicloud-dns.cn",
            "ns#.huaweicloud-dns.net",
            "ns#.huaweicloud-dns.org",
        ],
    )
    .short_names()
    .apex(Apex::Blank)
    .quotes(TxtQuotes::Typed)
    .wildcards()
    .min_ttl(300)
    .order(Order::NameTypeTtlValue)
    .read(&["https://github.com/huaweicloudDocs/dns"]),
    host("infomaniak", "Infomaniak", &["ns#.infomaniak.ch", "ns#.infomaniak.com"])
        .console("https://manager.infomaniak.com/")
        .read(&["https://infomaniak.com/en/support/faq/admin2/domain"]),
    host("inwx", "INWX", &["ns.inwx.de", "ns#.inwx.de", "ns#.inwx.eu", "ns#.inwx.com", "ns#.inwx.net"])
        .console("https://www.inwx.com/en/domain")
        .read(&["https://kb.inwx.com/de-de/3-nameserver/121-how-can-i-adapt-the-soa-entry-in-the-inwx-name-server"]),
    host(
        "ionos",
        "IONOS",
        &["ns#.ui-dns.com", "ns#.ui-dns.de", "ns#.ui-dns.org", "ns#.ui-dns.biz"],
    )
    .console("https://my.ionos.com/domains")
    .short("Hostname")
    .values(ValueFields { a: None, aaaa: None, cname: Some("Points to"), txt: None })
    .read(&["https://www.ionos.com/help/domains/configuring-cname-records-for-subdomains/configuring-a-cname-record-for-a-subdomain"]),
    host("linode", "Linode (Akamai)", &["ns#.linode.com"])
        .console("https://cloud.linode.com/domains")
        .short("Hostname")
        .apex(Apex::Blank)
        .values(ValueFields { a: None, aaaa: None, cname: Some("Alias to"), txt: Some("Value") })
        .quotes(TxtQuotes::Added)
        .alias(Alias::None)
        .order(Order::TypeNameValueTtl)
        .read(&[
            "https://www.linode.com/docs/products/networking/dns-manager/guides/cname-record/",
            "https://www.linode.com/docs/products/networking/dns-manager/guides/txt-record/",
            "https://www.linode.com/docs/products/networking/dns-manager/guides/authoritative-name-servers/",
        ]),
    host("name-com", "Name.com", &["ns#*.name.com"])
        .console("https://www.name.com/account/domain/details/{zone}/dns")
        .short("Host")
        .apex(Apex::Blank)
        .value("Answer")
        .quoted(&["https://www.name.com/support/articles/205188508-Adding-an-A-record"]),
    host(
        "namecheap",
        "Namecheap",
        &["dns#.registrar-servers.com", "pdns#.registrar-servers.com"],
    )
    .console("https://ap.www.namecheap.com/domains/domaincontrolpanel/{zone}/advancedns")
    .short("Host")
    .apex(Apex::At)
    .value("Value")
    .alias(Alias::Record("ALIAS"))
    .quoted(&[
        "https://www.namecheap.com/support/knowledgebase/article.aspx/9646/2237/how-to-create-a-cname-record-for-your-domain/",
        "https://www.namecheap.com/support/knowledgebase/article.aspx/10128/2237/how-to-create-an-alias-record/",
    ]),
    host("namesilo", "NameSilo", &["ns#.dnsowl.com"])
        .console("https://www.namesilo.com/account_domains.php")
        .short("Hostname")
        .apex(Apex::At)
        .value("Value")
        .min_ttl(3600)
        .quoted(&["https://www.namesilo.com/support/v2/articles/domain-manager/dns-manager"]),
];
