# English: plain, calm, exact. "You" for the reader, "we" for the service; sentences under
# twenty words, no blame, no exclamation marks.
#
# A message with an underscore in its name is said by the code; one with a hyphen is a part that
# only other messages of this file use. [unknown] stands for a name that is not known.

## Parts

at-host = { $host ->
    [unknown] at your DNS host
   *[other] at { $host }
}
At-host = { $host ->
    [unknown] At your DNS host
   *[other] At { $host }
}
the-host = { $host ->
    [unknown] your DNS host
   *[other] { $host }
}
The-host = { $host ->
    [unknown] Your DNS host
   *[other] { $host }
}
the-service = { $tenant ->
    [unknown] the service
   *[other] { $tenant }
}
The-service = { $tenant ->
    [unknown] The service
   *[other] { $tenant }
}
at-registrar = At your registrar (where you bought the domain),
count-word = { $count ->
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
   *[other] { $count }
}
Count-word = { $count ->
    [1] One
    [2] Two
    [3] Three
    [4] Four
    [5] Five
   *[other] { $count }
}
record-s = { $count ->
    [one] record
   *[other] records
}
is-are = { $count ->
    [one] is
   *[other] are
}
has-have = { $count ->
    [one] has
   *[other] have
}

## Lists, spans, sentences

list_more = { $a }, { $b }
list_last = { $a } and { $b }
sentences = { $a } { $b }
span_seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
span_minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span_hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span_days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
time_until = { $time }, { $distance }

## The page

title = Connect your domain
progress = Progress
step_domain = Domain
step_records = Records
step_live = Live
axis_ownership = Ownership
axis_routing = Routing
axis_certificate = Certificate
axis_live = Live
axis_done = , done,
axis_now = , in progress,
language = Language
question = Which domain do you want to use?
question_why = Next we show you exactly which records to add. Nothing changes before you add them.
question_bound = This page is for this domain. Nothing changes before you add the records.
example = For example shop.example.com
we_use = We’ll use { $name }
apex_advice = A name in front, such as www, is easier to connect and leaves your mail alone.
www_advice = Visitors who leave out www reach it only if you connect that name too.
go_on = Continue
field_name = Name
field_value = Value
copy_name = Copy name { $text }
copy_value = Copy value { $text }
copy_text = Copy { $text }
copied = Copied
select = Selected. Press Ctrl+C or ⌘C to copy.
no_name = (leave empty)
full_name = Full name: { $name }
open_host = Open { $host } DNS
consent = { $host } can add these records for you. A window at { $place } shows what changes, and asks you first.
consent_open = Let { $host } add them
elsewhere = Somewhere else?
elsewhere_why = We read this from the name servers of your domain. If you manage its DNS elsewhere, the same names and values apply there.
copy_all = Copy all
zone_file = Download zone file
how_to = How to do this at { $host }
what_we_saw = What we saw
visible = Where it is visible
visible_why = We ask every server of your DNS host, then some that visitors ask. The latter keep copies for a while.
column_server = Server
column_status = Status
column_values = What it has
asked = Asked { $at }
authorities = Servers of your DNS host
resolvers = Servers that visitors ask
seen_right = Right
seen_beside = Another one beside it
seen_nothing = Nothing yet
seen_other = Another value
seen_old = Old answer
seen_unknown = No answer
seen_until = until { $at }
last_look = Last look { $at }.
looking = We are looking for the first time.
check_now = Check now
help = Get help
open_domain = Open { $domain }
done = Done
kept = We look after it: if the records change, { the-service } hears about it.
records_kept = The records to keep
records_ended = The records
domains = Your domains
all_domains = All domains
another = Connect another domain
again = Connect it again
remove = Remove this domain
remove_why = It stops working here at once. Your DNS records stay as they are.
remove_now = Remove it
session_ending = This session ends in { $left }
session_ended = This session has ended. You can still read and copy everything; we keep checking.
open_again = Open again
offline = No connection. We keep checking; this page catches up by itself.
away = We can’t reach our server. Nothing is wrong with your domain as far as we know.
close = Close
no_script = This page does not update by itself here. Use “Check now” to look again.
spoken = { $title }. { $records }
spoken_record = { $type }: { $status }.

## How a connection stands

state_waiting = Waiting for your records
state_last = Waiting for the last record
state_certificate = Getting the certificate
state_live = Live
state_drifted = Needs your attention
state_stalled = Stands still
state_failed = Could not be connected
state_archived = No longer connected
live_title = { $domain } is live
live_why = Secured since { $at }. { $count ->
    [1] Keep the record in place: without it
    [2] Keep both records in place: without them
   *[other] Keep all records in place: without them
} the domain stops working here.
drifted_title = { $domain } needs your attention
drifted_why = Its records changed. Put them back as shown here to keep the domain working.
failed_title = { $domain } could not be connected
failed_rejected = The certificate authority, which issues certificates, refused one for this name.
failed_gone = The domain does not exist any more.
failed_ask = Please ask { the-service }.
high_risk = This name needs a manual check. Certificate authorities look twice at well-known names.
archived_title = { $domain } is no longer connected
archived_why = You can remove the records below. The domain is free to be connected again.
archived_expired = Nobody showed in 14 days that the domain is theirs, so we stopped looking. It is free to be connected again.
archived_idle = Nothing changed for a long time, so we stopped looking. The domain is free to be connected again.
archived_transferred = Another account has proven that the domain is theirs, and it is served there. Delete only records that nobody needs any more.
moves_title = { $domain } moves here
moves_why = You have proven that it is yours, and the account that has it now was told. It moves by itself ({ $at }). Keep the TXT record until then.
issuing_title = Getting the certificate for { $domain }
issuing_why = Your records are right, and nothing is left to do. This takes about a minute.
stalled_certificate_title = { $domain } waits for its certificate
stalled_certificate_why = Keep your records in place. The reason stands below.
stalled_title = Nothing has changed for { $domain } for a while
stalled_why = The records below are still needed. We keep looking, less often.
stalled_right_why = The records are right. We keep looking, less often.
correct_title = { Count-word } { record-s } to correct
correct_why = What to change stands below the record.
correct_missing = { Count-word } more { is-are } missing.
correct_found = { $count ->
    [1] The other one is right.
   *[other] { Count-word } are right.
} What to change stands below.
all_found_title = { $count ->
    [1] The record is found
    [2] Both records are found
   *[other] All { count-word } records are found
}
all_found_why = Nothing is left to do. We wait until every server we ask has them.
to_go_title = { Count-word } { record-s } to go for { $domain }
to_go_why = { $count ->
    [1] One is right already.
   *[other] { Count-word } are right already.
} This page turns green by itself.
add_title = Add { count-word } { record-s } for { $domain }
add_why = You add them where your DNS is managed. We are already looking: this page turns green by itself, usually within seconds.
waits_record = waiting for its record
waits_certificate = on its way
waits_long = not yet
waits_routing = after routing
waits_ownership = after ownership
waits_serving = about a minute later
broken_since = broken since { $at }
routing_count = { $found } of { $wanted } records right
checked = { $what } Checked { $at }.
check_live = { $domain } is live, and its records are right.
check_certificate = The records are right; the certificate is on its way.
check_over = This domain is not looked at any more.
looked_wrong = { Count-word } { is-are } not right yet at { the-host }’s servers.
looked_none = Still not at { the-host }’s servers.
looked_some = { $found } of { $wanted } at { the-host }’s servers; { count-word } { is-are } missing.
looked_all = All records are at { the-host }’s servers.
purpose_ownership = Proves the domain is yours
purpose_routing = Sends visitors to { the-service }
purpose_certificate = Allows the certificate
purpose_redirect = Leads a second name here
purpose_email = Delivers your mail
record_missing = Waiting for you
record_wrong = Not right yet
record_published = Found { at-host }
record_everywhere = Visible everywhere
banner_host = Your DNS is at { $host }
banner_zone = Add them where the DNS of { $zone } is managed

## How to add the records

how_sign_in = Sign in { at-host } and open the DNS records of { $zone ->
    [unknown] your domain
   *[other] { $zone }
}.
how_add = Choose to add a record, and select the type shown on the card.
how_name = Paste the name into “{ $field }”. { $names ->
    [full] Enter it whole, with your domain at its end.
   *[short] Leave out your domain at its end.
}
how_value = Paste the value into “{ $field }”, and save.
how_value_card = Paste the value into the field that the card names, and save.
how_dot = The dot at the end of a CNAME’s value belongs to it.
how_quotes = The quotes around a TXT value belong to it.
how_switch = Set “{ $switch }” to “{ $off }”.
how_ttl = If { $host } asks for a TTL (how long copies are kept), enter { $seconds } seconds.
how_ttl_lowest = { The-host } may offer a TTL (how long copies are kept): the lowest it has is fine.
how_to_any = How to add these records

## The words

words = What these words mean
word_dns = DNS: the directory of the internet. It tells browsers and mail where your domain leads.
word_host = DNS host: the company that keeps your domain’s entries, often where you bought it.
word_server = Name server: a computer of your DNS host that answers questions about your domain.
word_record = Record: one entry of your domain, with a type, a name and a value.
word_txt = TXT: a record that holds text, such as the code that proves the domain is yours.
word_cname = CNAME: a record that makes one name an alias of another.
word_a = A and AAAA: records with an address, the old kind (IPv4) and the new one (IPv6).
word_wildcard = Wildcard: a record that answers for every name without one of its own.
word_zone = Zone file: all records as text, which many DNS hosts can import.
word_certificate = Certificate: what makes the connection to your domain safe. A certificate authority issues it.
word_proxy = Proxy: a server in between, which visitors reach instead of ours.
word_registry = Registry: who runs an ending such as .com, and lists the name servers of each domain.
word_cache = Cache: copies of answers that are kept for a while, so that nobody asks again meanwhile.
word_redirect = Redirect: an answer that sends visitors on to another address.

## Why a domain was refused

problem_letters = This has characters that a domain can’t have. Letters, digits and hyphens are fine.
problem_suffix = { $name } is shared by everybody. Enter a name of your own below it.
problem_other = This page is for { $name } only. Go back to connect another one.
problem_not_allowed = Another domain can’t be added from here.
problem_taken = This domain is connected already, or waits to be. Remove it there first.
problem_too_many = Too many domains wait for their records. Finish or remove one first.
problem_no_room = { The-service } can’t take another domain right now. Please ask them.
problem_ours = Something of ours failed. Nothing is lost; please try again in a minute.
name_empty = Enter the domain that you want to use.
name_too_long = This name has { $count } characters. At most 253 fit.
name_dots = There are two dots in a row, or one at the start.
name_part_too_long = The part { $part } is too long. Each part has at most 63 characters.
name_part_bad = The part { $part } has characters that don’t fit. Letters, digits and hyphens are fine.
name_address = { $name } is an IP address. Enter a name like shop.example.com.
name_single = { $name } is only one part of a name. Enter it whole, like shop.example.com.

## Why there is no session

no_page_title = This page isn’t here
no_page_why = The address is not complete, or was never used. Go back to where you came from and open it again.
over_title = This session has ended
over_why = Go back to where you came from and open it again. We keep checking your domain.
link_over_title = This link has ended
link_over_why = Ask whoever sent it to you for a new one. We keep checking the domain.
consent_given_title = You can close this window
consent_given_why = Your DNS host adds the records now. The page you came from is checking them.
consent_stopped_title = Nothing was changed
consent_stopped_why = You stopped before any record was added. Close this window to try again, or to add the records yourself.
consent_refused_title = Your DNS host did not add the records
consent_refused_why = Close this window and add them yourself. The page you came from shows how.
no_consent_title = This is not possible right now
no_consent_why = Your DNS host does not answer, or does not do this for your domain. Close this window and add the records yourself.
ours_title = Something of ours failed
ours_why = Nothing is wrong with your domain as far as we know. Please try again in a minute.

## What we saw

asked_dns = We asked { $server }{ $transport ->
    [tcp] { " " }over TCP
   *[udp] { "" }
} for { $question }, at { $at }:
may_be_kept = May be kept for { $span } (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = Nothing of this type there
rcode_nxdomain = Nothing there: the name does not exist
rcode_servfail = The server failed
rcode_refused = The server does not want to answer
rcode_lame = The server is not in charge of the domain
rcode_timeout = No answer in time
rcode_formerr = Nothing that could be read
rcode_other = No answer
remark = The server remarks that { $reason ->
    [old] it is an old answer
    [signatures] the domain’s signatures don’t fit
    [remembered] the error is remembered from before
    [blocked] the name is blocked there
    [unreachable] the domain’s servers could not be reached
   *[unusual] something was unusual
} (EDE { $code }).
asked_page = We opened { $url } at { $address }, at { $at }:
hop = Status { $status }{ $server ->
    [unknown] { "" }
   *[other] { " " }from { $server }
} at { $address }{ $location ->
    [unknown] { "" }
   *[other] , on to { $location }
}.
visit_marker = There our own server answered, with its mark.
visit_unchecked = There a server of ours answered, whose mark we could not check.
visit_answered = The answer does not carry our mark.
visit_refused = The connection was refused.
visit_timed_out = No answer came in time.
visit_broken = The connection broke, or what came was no web page.
visit_forbidden = It led to an address that we don’t visit.
visit_nowhere = It led to a name without an address.
visit_circle = It led back to where we had been before.
visit_too_many = After ten redirects we stopped.
asked_certificate = We asked { $address } for the certificate of { $subject }, at { $at }:
tls_none = The server has no certificate for this name.
tls_broken = What came was no secure connection.
tls_forbidden = It is an address that we don’t visit.
cert_nameless = A certificate without a name.
cert_covers = A certificate for this name: { $names }.
cert_others = A certificate for others: { $names }.
cert_issuer = Issued by { $issuer }.
cert_until = Valid until { $at }.

## Findings: ownership

ownership_missing_title = The code isn’t there yet.
ownership_missing_why = There is no TXT record at { $name }.
ownership_missing_fix = Add the TXT record with the name { $entered }.
ownership_mismatch_title = The code has another value.
ownership_mismatch_why = Another value stands at { $name }.
ownership_mismatch_empty = The value at { $name } is empty.
ownership_mismatch_lacks = At { $name } stands { $value }, without its end { $end }.
ownership_mismatch_extra = At { $name } stands { $value }: its end { $end } is too much.
ownership_mismatch_older = At { $name } stands { $value }, which is an older or another code.
ownership_mismatch_else = At { $name } stands { $value }, which is something else.
ownership_mismatch_fix = Replace the value with { $wanted }.
ownership_at_wrong_name_title = Right value, wrong place.
ownership_at_wrong_name_why = The code is at { $found }; we look for it at { $name }.
ownership_at_wrong_name_fix = Move it: name { $entered }.
ownership_quoted_title = The value has extra characters.
ownership_quoted_why = With its quotes, blanks or dots, the value at { $name } is { $found }.
ownership_quoted_fix = Enter the value without them: { $wanted }.
ownership_wildcard_title = A wildcard answers instead of the code.
ownership_wildcard_why = The CNAME at { $wildcard } makes { $name } lead to { $target }.
ownership_wildcard_fix = Keep the wildcard, and add the TXT record with the name { $entered }.
ownership_hidden_title = Another record hides the code.
ownership_hidden_why = { $name } is an alias (CNAME) of { $target }, so no code shows there.
ownership_hidden_fix = Delete the CNAME with the name { $entered }, then add the TXT record there.
name_doubled_title = The name was entered twice.
name_doubled_why = { The-host } adds “{ $zone }” by itself, so the record landed at { $found }.
name_doubled_fix = Change the name to { $entered }.

## Findings: routing

routing_missing_title = The domain leads nowhere yet.
routing_missing_why = There is no address (A, AAAA) or alias (CNAME) at { $name }.
routing_missing_fix = Add the record shown here, with the name { $entered }.
change_value = Change the value to { $wanted }.
zone_appended_title = Your domain was added to the value.
zone_appended_why = { The-host } added it by itself, so { $name } leads to { $found }.
zone_appended_fix = Change the value to { $wanted }, with the dot at its end.
typo_title = The value has a typo.
typo_why = { $name } leads to { $found }, which is almost right.
wrong_target_title = It leads somewhere else.
wrong_target_why = { $name } leads to { $found }.
cname_multiple_title = { Count-word } CNAME records stand at one name.
cname_multiple_why = Only one alias (CNAME) can count; { $name } leads to { $found }.
cname_multiple_fix = Delete the CNAME to { $others }. Keep the one to { $wanted }.
cname_multiple_none_fix = Delete all but one, and change its value to { $wanted }.
cname_at_apex_title = A CNAME can’t stand here.
cname_at_apex_why = At the start of your domain, an alias (CNAME) to { $target } would hide mail and name servers.
cname_at_apex_alias_fix = { At-host }, add an alias record (ALIAS or ANAME) to { $target }, or connect { $www } instead.
cname_at_apex_fix = { At-host }, replace any CNAME named { $entered } by the records shown here.
cname_conflict_title = Other records stand in the way.
cname_conflict_mail_title = Mail records stand in the way.
cname_conflict_why = An alias (CNAME) must stand alone, and { $name } has { $types } too.
cname_conflict_fix = { At-host }, delete the { $types } records with the name { $entered }.
cname_conflict_mail = Mail to { $name } stops then; to keep it, connect another name.
cname_indirect_title = It works through another name.
cname_indirect_why = { $name } leads to us through { $via }.
cname_indirect_fix = Nothing to do. Keep { $via } in place: without it the domain stops working.
cname_flattened_title = The addresses are right.
cname_flattened_why = { The-host } answers for { $name } with addresses instead of an alias (CNAME).
cname_flattened_fix = Nothing to do. That counts as right.
proxied_title = { $by }’s proxy hides your record.
proxied_why = The addresses of { $name } are { $by }’s, and we can’t be reached there.
proxied_fix = At { $by }, switch the proxy (CDN) off for { $entered }.
proxied_cloudflare_fix = In Cloudflare DNS, switch the cloud of { $entered } from orange to grey (“DNS only”).
proxied_through_title = It works through { $by }’s proxy.
proxied_through_why = { $by } stands between visitors of { $name } and us, which can hinder certificates.
proxied_through_fix = To be safe: { $fix }
provider_forwarding_title = A parking or forwarding page answers.
provider_forwarding_why = { $name } has the address { $found }, which is { $by }’s page.
provider_forwarding_fix = At { $by }, switch forwarding and parking off for { $entered }, then add the record shown here.
cname_loop_title = The records lead in a circle.
cname_loop_why = Following them from { $name }, we came to { $at } twice.
cname_loop_here_fix = Change the CNAME at { $at } to the value shown here.
cname_loop_fix = Change the CNAME at { $at } so that it leads on.
cname_chain_broken_title = The records end nowhere.
cname_chain_broken_why = { $name } leads to { $at }, which does not exist.
cname_chain_broken_fix = Add a record for { $at }, or use the value shown here instead.
target_gone_title = The target isn’t there.
tenant_repairs = Nothing to do for you. { The-service } must repair it.
tenant_changes = Nothing to do for you. { The-service } must change that rule.
cname_chain_long_title = The way to us is long.
cname_chain_long_why = { Count-word } names stand between { $name } and us, and some servers give up before.
cname_chain_long_fix = Let { $entered } lead straight to the value shown here.
wildcard_masks_title = A wildcard answers for this name.
wildcard_masks_why = The record { $wildcard } stands for all names without one, so for { $name } too.
wildcard_masks_fix = Add the record shown here with the name { $entered }, so that it lasts.
mail_shadowed_title = This change would stop your mail.
mail_shadowed_why = An alias (CNAME) here would hide the mail records ({ $types }) of { $name }.
mail_shadowed_apex_fix = Use the A record below instead.
mail_shadowed_fix = Connect another name, such as { $www }, or move the mail first.
answers_vary_title = The answer changes from time to time.
answers_vary_why = Some visitors of { $name } are sent to { $wrong }.
answers_vary_fix = { At-host }, change every variant of { $entered } (by region or by turns) to the value shown here.
https_record_title = An HTTPS record leads elsewhere.
https_record_why = Newer browsers follow it: for { $name } it says { $found }, which isn’t ours.
https_record_fix = { At-host }, delete the record of type HTTPS with the name { $entered }.
address_private_title = This address isn’t on the internet.
address_private_why = { $name } has { $found }, which works inside private networks at most.
replace_fix = { At-host }, replace { $found } with the value shown here.
www_not_covered_title = The name with www isn’t connected.
www_not_covered_why = Visitors of { $name } arrive { $place ->
    [somewhere] somewhere else
   *[nowhere] nowhere
}.
www_not_covered_fix = Connect { $name } too, or redirect it { at-host }.
address_wrong_title = It leads to another server.
address_wrong_why = { $name } has the address { $found }, which isn’t ours.
address_wrong_known_title = It still leads to { $whose }.
address_wrong_known_why = { $name } has the address { $found }, which is { $whose }’s.
address_extra_title = An old address stands beside the new.
address_extra_why = Some visitors of { $name } would reach { $found } instead.
address_extra_fix = { At-host }, delete the { record-s } with { $found }.
aaaa_leftover_title = { $count ->
    [one] An old IPv6 address is still there.
   *[other] Old IPv6 addresses are still there.
}
aaaa_leftover_why = Many visitors of { $name } would reach your previous host.
aaaa_leftover_fix = Delete the AAAA { record-s } { $found }.

## Findings: propagation

versions-part = { $old ->
    [unknown] { "" }
   *[other] { " " }(version { $old } instead of { $new })
}
authorities_disagree_title = { $count ->
    [one] One of your DNS host’s servers is behind.
   *[other] Some of your DNS host’s servers are behind.
}
authorities_disagree_why = { $servers } { has-have } not taken over the change { $since ->
    [hour] in an hour
   *[now] yet
}{ versions-part }.
authorities_disagree_fix = Nothing to do for the next hour.
authorities_disagree_lasting_fix = Ask { the-host } why { $servers } { has-have } not taken it over.
ttl_high_title = Old copies are kept for { $span }.
ttl_high_why = The record at { $name } allows that: its TTL (how long copies are kept) is { $ttl } seconds.
ttl_high_fix = Before you change { $entered }, set its TTL to { $short } and wait { $span }; else that wait comes after.
edited_elsewhere_title = The record is at another DNS host.
edited_elsewhere_why = It stands on { $found }, but in charge of your domain { is-are } { $servers }.
edited_elsewhere_fix = At { $host }, add the record with the name { $entered }.
edited_elsewhere_unknown_fix = Add the record with the name { $entered } at the company that runs { $servers }.
nameservers_changing_title = Your domain is changing its DNS host.
nameservers_changing_why = Some ask { $parent } for { $name }, others { $child }.
nameservers_changing_fix = Enter the records at both DNS hosts. The change can take { $span }.
stale_cache_title = The old { $what ->
    [address] address
    [value] value
   *[answer] answer
} is still remembered.
stale_cache_why = { $resolver } keeps a copy of your previous record for as long as it allowed.
stale_cache_fix = Nothing to do. The last copy goes at { $at }.
stale_cache_latest_fix = Nothing to do. The last copy should be gone by { $at }.
stale_cache_sometime_fix = Nothing to do. The last copy goes by itself.
negative_cache_title = { $host ->
    [unknown] Your host
   *[other] { $host }
} has it; some copies are old.
negative_cache_why = { $resolver } looked before you added it and remembers “nothing there”.
negative_cache_fix = Nothing to do. It looks again at { $at }.
negative_cache_latest_fix = Nothing to do. It should look again by { $at }.
negative_cache_sometime_fix = Nothing to do. It looks again by itself.

## Findings: the domain

not_registered_title = This domain isn’t registered.
not_registered_why = The registry does not know { $name }.
not_registered_fix = Check the spelling of { $copy }, or register or renew it.
hold_expired_title = Your domain has expired.
hold_expired_why = The registration of { $name } has ended.
hold_expired_at_why = The registration of { $name } ended on { $at }.
hold_expired_fix = { at-registrar } renew { $copy }. It comes back within a day.
hold_registrar_title = Your registrar holds your domain back.
hold_registrar_why = { $name } is registered, and switched off by the registrar.
hold_registrar_fix = Ask the registrar why { $copy } is on hold. Often an e-mail that confirms your address was not answered, or a bill not paid.
hold_registry_title = The registry holds your domain back.
hold_registry_why = { $name } is registered, and switched off by the registry.
hold_registry_fix = Ask your registrar why { $copy } is on hold: only they can ask the registry.
no_delegation_title = Your domain has no name servers.
no_delegation_why = The registry knows { $name }, but no server that answers for it.
no_delegation_fix = { at-registrar } enter your DNS host’s name servers for { $copy }.
delegation_mismatch_title = Two lists of name servers differ.
delegation_mismatch_parent_why = Only the registry lists { $parent }; your DNS host does not.
delegation_mismatch_child_why = Only your DNS host lists { $child }; the registry does not.
delegation_mismatch_both_why = Only the registry lists { $parent }, only your DNS host { $child }.
delegation_mismatch_parent_fix = { at-registrar } remove { $parent } for { $name }.
delegation_mismatch_child_fix = { at-registrar } add { $child } for { $name }.
delegation_mismatch_both_fix = { at-registrar } remove { $parent } and add { $child } for { $name }.
dnssec_title = Your domain’s signatures don’t fit.
dnssec_why = Servers that check signatures (DNSSEC) refuse { $name }.
dnssec_key_why = The registry holds a key (DS record) that isn’t one of { $name }.
dnssec_unsigned_why = The registry says that { $name } is signed (DNSSEC), and it isn’t.
dnssec_expired_why = The signatures (DNSSEC) of { $name } ended on { $at }.
dnssec_early_why = The signatures (DNSSEC) of { $name } only count from { $at }.
dnssec_key_fix = { at-registrar } delete the key (DS record) of { $copy }.
dnssec_fix = Ask { the-host } to sign { $copy } again, or delete its key (DS record) at your registrar.
lame_all_title = No server answers for your domain.
lame_title = A listed server doesn’t know your domain.
lame_why = { $servers } should answer for { $name }, and { $count ->
    [one] does
   *[other] do
} not.
lame_all_fix = { at-registrar } check the name servers of { $copy }.
lame_fix = { at-registrar } remove { $servers }, or have it repaired.
unreachable_title = { $count ->
    [one] A server of your DNS host is silent.
   *[other] Servers of your DNS host are silent.
}
unreachable_why = { $servers } gave no answer for { $name }.
unreachable_fix = Nothing to do at once. If it lasts, ask { the-host } about { $servers }.
lookup_failed_title = Our check failed.
lookup_failed_why = Nothing is wrong with your domain as far as we know.
lookup_failed_fix = Nothing to do. We try again by ourselves.

## Findings: the certificate

caa_none_title = Your domain allows no certificates.
caa_only_title = Your domain only allows { $issuer } certificates.
caa_others_title = Your domain doesn’t allow our certificates.
caa_target_title = The record’s target forbids our certificates.
caa_why = A rule (CAA) at { $name } keeps us from getting one.
caa_fix = Add this record beside it: CAA { $record }.
caa_lookup_title = A question about certificates gets no answer.
caa_lookup_why = { The-host } does not say at { $name } who may issue certificates (CAA), so nobody will.
caa_lookup_fix = Ask { the-host } to answer questions of type CAA for { $copy }.
caa_critical_title = A certificate rule isn’t understood.
caa_critical_why = The rule (CAA) at { $name } must be obeyed, and its tag { $tag } is unknown.
caa_critical_fix = Delete the CAA record with the tag { $tag } at { $name }.
caa_malformed_title = A certificate rule can’t be read.
caa_malformed_why = The rule (CAA) at { $name } has the value { $value }.
caa_malformed_fix = Change the value to { $clean }, without quotes and blanks, or delete the record.
caa_malformed_again_fix = Enter the value again without extra quotes and blanks, or delete the record.
caa_bound_title = A certificate rule is for another account.
caa_bound_why = The rule (CAA) at { $name } sets an account or a way of checking: { $value }.
caa_bound_fix = If no certificate comes, add beside it: CAA { $record }.
intercepted_title = Something answers before us.
intercepted_why = A cache or proxy{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} in front of { $name } replies to the certificate check.
intercepted_fix = Let { $folder } pass without cache or redirect.
http_refused_why = { $address } refuses visits to { $name } over plain http (port 80).
http_silent_why = { $address } gives no answer for { $name } over plain http (port 80).
http_ours_title = Our own server doesn’t answer.
http_ours_fix = Nothing to do for you. We are looking after it.
http_title = Nothing answers at this { $family ->
    [v6] IPv6 address
   *[v4] address
}.
http_fix = Replace { $address } with the value shown here, or open port 80 there.
redirect_loop_title = Redirects lead in a circle.
redirect_loop_why = A visit to { $url } is sent on and on, back to { $at }.
redirect_loop_fix = Remove the redirect at { $at }. If a proxy makes it, set its encryption to “Full (strict)”.
acme_wrong_title = The certificate’s record leads elsewhere.
acme_wrong_why = { $name } leads to { $found }, so the check can’t pass.
acme_wrong_fix = Change the value of { $entered } to { $wanted }.
acme_missing_title = The certificate’s record isn’t there yet.
acme_missing_why = A name with a star (*) is checked through { $name }.
acme_missing_fix = Add a CNAME with name { $entered } and value { $wanted }.
acme_leftover_title = Records of another certificate are left.
acme_leftover_why = Somebody else’s check left { $types } records at { $name }.
acme_leftover_fix = Delete the { $types } records with the name { $entered }, unless another service needs them.
timed_out_title = The certificate took too long.
timed_out_order_why = No order could be placed in time.
timed_out_check_why = The check from outside got no answer within 3 minutes.
timed_out_issue_why = No certificate came in time.
timed_out_deploy_why = The certificate did not reach our servers in time.
timed_out_delete_why = The old certificate was not removed in time.
timed_out_fix = First fix any other point shown here. We then try again.
rate_limited_title = The certificate has to wait.
rate_limited_own_why = We order only so many at a time, and others came first.
rate_limited_ca_why = The certificate authority gives only so many at a time.
rate_limited_fix = Nothing to do. We try again at { $at }.
rejected_title = The certificate authority refused.
rejected_why = Its words are: { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = First fix what it names. { The-service } can help with it.
high_risk_title = This name needs a manual check.
high_risk_listed_why = Certificate authorities look twice at well-known names.
high_risk_alike_why = { $name } looks like a well-known name, so people look twice.
high_risk_refused_why = The certificate authority wants a closer look at { $name }.
high_risk_fix = Ask { the-service } for the check of { $copy }.
wrong_certificate_title = Another certificate answers here.
wrong_certificate_why = The server at { $address } shows one for { $names }{ $count ->
    [0] { "" }
   *[other] { " " }and { $count } more
}{ by-issuer }.
wrong_certificate_nameless_why = The server at { $address } shows one without a name{ by-issuer }.
wrong_certificate_untrusted_why = The server at { $address } shows one that browsers don’t trust{ by-issuer }.
by-issuer = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(by { $issuer })
}
wrong_certificate_fix = If { $copy } is your previous host, remove { $name } there.
hsts_title = Visitors have to wait for the certificate.
hsts_why = { $name } tells browsers to open all names below it securely only.
hsts_fix = Nothing to do. It opens as soon as the certificate is there.
target_broken_title = The target of your record has no address.
target_broken_why = Your record is to lead to { $name }, and that leads nowhere right now.
origin_title = The site behind your domain doesn’t answer.
origin_why = Your domain reaches { the-service }, whose own server gave error { $status }.

## Findings: whose it is

taken_title = This name is connected already.
taken_why = Another connection holds { $name }, perhaps one of your own.
taken_fix = Remove { $copy } there, or add the TXT record shown here to move it.
takeover_title = Records of an ended connection are left.
takeover_why = Nothing is served at { $name }, and as it still leads to us, others might claim it.
takeover_fix = { At-host }, delete the { $types } records with the name { $entered }.

## The way to the records

use_both = Connect it with and without www
use_both_why = Recommended: visitors then arrive either way.
move_here = This domain is mine: move it here
move_why = You prove it by a record. Whoever holds the name now is told before it moves.
pair_why = Visitors may type this name with or without www.
pair_add = Connect { $name } too
pair_other = Also: { $name }
analysis_title = Looking at { $domain }
analysis_why = This takes a few seconds, and changes nothing.
look_zone = Finding your domain
look_zone_found = Your domain is { $zone }
look_zone_none = Your domain was not found
look_host = Recognising your DNS host
look_host_unknown = Your DNS host is none that we know by name
look_records = Reading the records that are there
look_records_none = Nothing stands at { $name } yet
look_records_some = Records at { $name }: { $count }
look_rules = Reading the rules for certificates (CAA)
look_rules_good = Our certificates are allowed
look_rules_bad = A rule for certificates (CAA) must change
look_rules_unknown = The rules for certificates (CAA) could not be read
look_conflicts = Looking for what is in the way
look_conflicts_none = Nothing is in the way
look_conflicts_some = Records to delete first: { $count }
full_names = Show full names
full_names_why = if your DNS host does not add { $zone } by itself
print = Print
send = Send to a colleague
send_why = They see these records and can check them, nothing else. The link works for 30 days.
send_make = Make a link
send_ready = The link is ready. Pass it on only to people who may see these records.
send_mail = Write an e-mail
mail_subject = DNS records for { $domain }
mail_please = Hello, please add these DNS records for { $domain }:
mail_link = Here they are ready to copy, and you see when they are right: { $link }
clear_pill = To delete
clear_mail = Keep the mail records (MX): they are not in the way.
compared = We see
compared_surplus = too much:
compared_missing = missing:
compared_legend = Struck out: too much. Underlined: missing.
check_running = We are asking the servers; some take their time.
check_failed = That did not work just now. Nothing is wrong with your domain as far as we know.
leave = You can close this page. We keep checking, and { $tenant } hears when it is live.
