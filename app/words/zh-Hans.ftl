# 简体中文：平实、准确、用“您”。

## 部件

host = { $host ->
    [unknown] 您的 DNS 服务商
   *[other] { $host }
}
service = { $tenant ->
    [unknown] 该服务
   *[other] { $tenant }
}
at-registrar = 请在您的注册商（购买域名的地方）

## 列举、时长、句子

list_more = { $a }、{ $b }
list_last = { $a } 和 { $b }
sentences = { $a }{ $b }
span_seconds = { $count } 秒
span_minutes = { $count } 分钟
span_hours = { $count } 小时
span_days = { $count } 天
time_until = { $time }（{ $distance }）

## 页面

title = 连接您的域名
progress = 进度
step_domain = 域名
step_records = 记录
step_live = 上线
axis_ownership = 所有权
axis_routing = 指向
axis_certificate = 证书
axis_live = 上线
axis_done = ，已完成，
axis_now = ，进行中，
language = 语言
question = 您想使用哪个域名？
question_why = 接下来我们会准确列出要添加的记录。在您添加之前，什么都不会改变。
question_bound = 此页面用于这个域名。在您添加记录之前，什么都不会改变。
example = 例如 shop.example.com
we_use = 我们将使用 { $name }
apex_advice = 前面带有名称（如 www）更容易连接，也不影响您的邮件。
www_advice = 省略 www 的访客，只有在您也连接那个名称后才能到达。
go_on = 继续
field_name = 名称
field_value = 值
copy_name = 复制名称 { $text }
copy_value = 复制值 { $text }
copy_text = 复制 { $text }
copied = 已复制
select = 已选中。请按 Ctrl+C 或 ⌘C 复制。
no_name = （留空）
full_name = 完整名称：{ $name }
open_host = 打开 { $host } DNS
consent = { $host } 可以替您添加这些记录。{ $place } 的窗口会显示将要更改的内容，并先征求您的同意。
consent_open = 让 { $host } 添加
elsewhere = 在别处？
elsewhere_why = 这是我们从您域名的名称服务器读到的。如果您在别处管理 DNS，那里也使用相同的名称和值。
copy_all = 全部复制
zone_file = 下载区域文件
how_to = 如何在 { $host } 操作
what_we_saw = 我们看到的
visible = 在哪里可见
visible_why = 我们询问您 DNS 服务商的每台服务器，然后询问访客使用的一些服务器。后者会保留副本一段时间。
column_server = 服务器
column_status = 状态
column_values = 内容
asked = { $at }询问
authorities = 您 DNS 服务商的服务器
resolvers = 访客使用的服务器
seen_right = 正确
seen_beside = 旁边还有另一个值
seen_nothing = 还没有
seen_other = 其他值
seen_old = 旧的应答
seen_unknown = 无应答
seen_until = 直到 { $at }
last_look = 上次查看：{ $at }。
looking = 我们正在进行首次查看。
check_now = 立即检查
help = 获取帮助
open_domain = 打开 { $domain }
done = 完成
kept = 我们会持续留意：如果记录发生变化，会通知 { service }。
records_kept = 需要保留的记录
records_ended = 记录
domains = 您的域名
all_domains = 所有域名
another = 连接另一个域名
again = 重新连接
remove = 移除此域名
remove_why = 它会立即在此停止工作。您的 DNS 记录保持原样。
remove_now = 移除
session_ending = 此会话还剩 { $left }
session_ended = 此会话已结束。您仍可阅读和复制所有内容；我们会继续检查。
open_again = 重新打开
offline = 没有网络连接。我们会继续检查，此页面会自动更新。
away = 我们无法连接到自己的服务器。据我们所知，您的域名没有问题。
close = 关闭
no_script = 此页面在这里不会自动更新。请使用“立即检查”重新查看。
spoken = { $title }。{ $records }
spoken_record = { $type }：{ $status }。

## 连接的状态

state_waiting = 等待您的记录
state_last = 等待最后一条记录
state_certificate = 正在获取证书
state_live = 已上线
state_drifted = 需要您处理
state_stalled = 没有进展
state_failed = 无法连接
state_archived = 不再连接
live_title = { $domain } 已上线
live_why = 自 { $at } 起受到保护。请保留{ $count ->
    [1] 这条记录
    [2] 这两条记录
   *[other] 所有记录
}：没有它们，域名将在此停止工作。
drifted_title = { $domain } 需要您处理
drifted_why = 它的记录已改变。请按此处所示恢复，域名才能继续工作。
failed_title = { $domain } 无法连接
failed_rejected = 签发证书的机构拒绝为此名称签发证书。
failed_gone = 该域名已不存在。
failed_ask = 请联系 { service }。
high_risk = 此名称需要人工检查。证书机构对知名名称会格外谨慎。
archived_title = { $domain } 不再连接
archived_why = 您可以删除下面的记录。该域名可以重新连接。
archived_expired = 14 天内没有人证明该域名归其所有，因此我们已停止检查。可以重新连接。
archived_idle = 长时间没有变化，因此我们已停止检查。该域名可以重新连接。
archived_transferred = 另一个账户已证明该域名归其所有，并在那里提供服务。请只删除没有人再需要的记录。
moves_title = { $domain } 正在迁移到这里
moves_why = 您已证明该域名归您所有，当前持有它的账户已收到通知。它会自动迁移（{ $at }）。在此之前请保留 TXT 记录。
issuing_title = 正在为 { $domain } 获取证书
issuing_why = 您的记录正确，无需再做任何事。大约需要一分钟。
stalled_certificate_title = { $domain } 正在等待证书
stalled_certificate_why = 请保留您的记录。原因见下方。
stalled_title = { $domain } 已有一段时间没有变化
stalled_why = 仍然需要下面的记录。我们会继续查看，但频率降低。
stalled_right_why = 记录正确。我们会继续查看，但频率降低。
correct_title = 有 { $count } 条记录需要更正
correct_why = 需要更改的内容在记录下方。
correct_missing = 还缺少 { $count } 条。
correct_found = { $count } 条已正确。需要更改的内容在下方。
all_found_title = 全部 { $count } 条记录均已找到
all_found_why = 无需再做任何事。我们正在等待所询问的每台服务器都有这些记录。
to_go_title = { $domain } 还需要 { $count } 条记录
to_go_why = { $count } 条已正确。此页面会自动变绿。
add_title = 请为 { $domain } 添加 { $count } 条记录
add_why = 请在管理 DNS 的地方添加。我们已经在查看：此页面会自动变绿，通常只需几秒。
waits_record = 等待其记录
waits_certificate = 正在获取
waits_long = 尚未
waits_routing = 在指向之后
waits_ownership = 在所有权之后
waits_serving = 约一分钟之后
broken_since = 自 { $at } 起中断
routing_count = { $wanted } 条记录中 { $found } 条正确
checked = { $what }{ $at }检查。
check_live = { $domain } 已上线，记录正确。
check_certificate = 记录正确；正在获取证书。
check_over = 不再检查此域名。
looked_wrong = { host } 的服务器上有 { $count } 条尚不正确。
looked_none = { host } 的服务器上仍然没有。
looked_some = { host } 的服务器上有 { $wanted } 条中的 { $found } 条；还缺少 { $count } 条。
looked_all = 所有记录都在 { host } 的服务器上。
purpose_ownership = 证明域名属于您
purpose_routing = 将访客带到 { service }
purpose_certificate = 允许签发证书
purpose_redirect = 将第二个名称带到这里
purpose_email = 投递您的邮件
record_missing = 等待您添加
record_wrong = 尚不正确
record_published = 已在 { host } 找到
record_everywhere = 各处可见
banner_host = 您的 DNS 位于 { $host }
banner_zone = 请在管理 { $zone } 的 DNS 的地方添加

## 如何添加记录

how_sign_in = 登录 { host }，打开{ $zone ->
    [unknown] 您的域名
   *[other] { " " }{ $zone }{ " " }
}的 DNS 记录。
how_add = 选择添加记录，并选择卡片上显示的类型。
how_name = 将名称粘贴到“{ $field }”。{ $names ->
    [full] 请完整输入，末尾包含您的域名。
   *[short] 请省略末尾的域名。
}
how_value = 将值粘贴到“{ $field }”，然后保存。
how_value_card = 将值粘贴到卡片所示的字段，然后保存。
how_dot = CNAME 值末尾的点是值的一部分。
how_quotes = TXT 值两边的引号是值的一部分。
how_switch = 将“{ $switch }”设为“{ $off }”。
how_ttl = 如果 { $host } 询问 TTL（副本保留多久），请输入 { $seconds } 秒。
how_ttl_lowest = { host } 可能提供 TTL（副本保留多久）：最低值即可。
how_to_any = 如何添加这些记录

## 这些词的含义

words = 这些词的含义
word_dns = DNS：互联网的通讯录。它告诉浏览器和邮件，您的域名通向哪里。
word_host = DNS 服务商：保管您域名条目的公司，通常就是您购买域名的地方。
word_server = 名称服务器：您 DNS 服务商的计算机，负责回答关于您域名的询问。
word_record = 记录：其中的一个条目，有类型、名称和值。
word_txt = TXT：存放一段文字的记录，例如证明域名属于您的代码。
word_cname = CNAME：让一个名称成为另一个名称的别名的记录。
word_a = A 和 AAAA：存放地址的记录，分为旧式（IPv4）和新式（IPv6）。
word_wildcard = 通配记录：为所有没有自己记录的名称作答的记录。
word_zone = 区域文件：以文本形式列出的全部记录，许多 DNS 服务商可以导入。
word_certificate = 证书：让访问您域名的连接变得安全，由证书颁发机构签发。
word_proxy = 代理：位于中间的服务器，访客到达的是它而不是我们。
word_registry = 注册局：管理 .com 这样的后缀，并登记每个域名的名称服务器。
word_cache = 缓存：保存一段时间的应答副本，在此期间不会重新查询。
word_redirect = 重定向：把访客送往另一个地址的应答。

## 域名被拒绝的原因

problem_letters = 这里有域名不能使用的字符。可以使用字母、数字和连字符。
problem_suffix = { $name } 由所有人共用。请输入您自己在其下的名称。
problem_other = 此页面仅用于 { $name }。请返回以连接其他域名。
problem_not_allowed = 无法从这里添加其他域名。
problem_taken = 此域名已连接或正在等待连接。请先在那里移除。
problem_too_many = 等待记录的域名过多。请先完成或移除一个。
problem_no_room = { service } 目前无法接受更多域名。请咨询对方。
problem_ours = 我们这边出了问题。没有任何丢失；请一分钟后重试。
name_empty = 请输入您想使用的域名。
name_too_long = 此名称有 { $count } 个字符。最多 253 个。
name_dots = 有两个连续的点，或开头有一个点。
name_part_too_long = { $part } 这一部分太长。每部分最多 63 个字符。
name_part_bad = { $part } 这一部分有不适用的字符。可以使用字母、数字和连字符。
name_address = { $name } 是 IP 地址。请输入类似 shop.example.com 的名称。
name_single = { $name } 只是名称的一部分。请完整输入，例如 shop.example.com。

## 没有会话的原因

no_page_title = 此页面不存在
no_page_why = 地址不完整或从未使用过。请返回您来的地方重新打开。
over_title = 此会话已结束
over_why = 请返回您来的地方重新打开。我们会继续检查您的域名。
link_over_title = 此链接已失效
link_over_why = 请向发送者索取新的链接。我们会继续检查该域名。
consent_given_title = 您可以关闭此窗口
consent_given_why = 您的 DNS 服务商正在添加记录。原来的页面正在检查。
consent_stopped_title = 没有更改任何内容
consent_stopped_why = 在添加任何记录之前，您已停止操作。关闭此窗口即可重试，或自行添加记录。
consent_refused_title = 您的 DNS 服务商没有添加记录
consent_refused_why = 请关闭此窗口并自行添加。原来的页面上有操作步骤。
no_consent_title = 目前无法这样做
no_consent_why = 您的 DNS 服务商没有响应，或不为您的域名提供此功能。请关闭此窗口并自行添加记录。
ours_title = 我们这边出了问题
ours_why = 据我们所知，您的域名没有问题。请一分钟后重试。

## 我们看到的

asked_dns = 我们{ $transport ->
    [tcp] 通过 TCP
   *[udp] { "" }
}向 { $server } 询问了 { $question }（{ $at }）：
may_be_kept = 可保留 { $span }（TTL { $ttl }）。
rcode = { $meaning }（{ $code }）。
rcode_noerror = 那里没有此类型的记录
rcode_nxdomain = 那里什么都没有：名称不存在
rcode_servfail = 服务器失败
rcode_refused = 服务器拒绝应答
rcode_lame = 服务器不负责此域名
rcode_timeout = 未及时应答
rcode_formerr = 应答无法读取
rcode_other = 无应答
remark = 服务器注明：{ $reason ->
    [old] 这是旧的应答
    [signatures] 域名的签名不匹配
    [remembered] 记住了之前的错误
    [blocked] 该名称在那里被屏蔽
    [unreachable] 无法到达域名的服务器
   *[unusual] 有异常情况
}（EDE { $code }）。
asked_page = 我们在 { $address } 打开了 { $url }（{ $at }）：
hop = { $address } { $server ->
    [unknown] { "" }
   *[other] 上的 { $server }{ " " }
}返回状态 { $status }{ $location ->
    [unknown] { "" }
   *[other] ，转到 { $location }
}。
visit_marker = 应答的是我们自己的服务器，带有标记。
visit_unchecked = 应答的是我们的服务器，但无法核对其标记。
visit_answered = 应答没有我们的标记。
visit_refused = 连接被拒绝。
visit_timed_out = 未及时收到应答。
visit_broken = 连接中断，或收到的不是网页。
visit_forbidden = 它指向我们不访问的地址。
visit_nowhere = 它指向没有地址的名称。
visit_circle = 它又回到我们到过的地方。
visit_too_many = 经过十次重定向后我们停止了。
asked_certificate = 我们向 { $address } 询问了 { $subject } 的证书（{ $at }）：
tls_none = 服务器没有此名称的证书。
tls_broken = 收到的不是安全连接。
tls_forbidden = 这是我们不访问的地址。
cert_nameless = 没有名称的证书。
cert_covers = 此名称的证书：{ $names }。
cert_others = 其他名称的证书：{ $names }。
cert_issuer = 签发者：{ $issuer }。
cert_until = 有效期至 { $at }。

## 发现：所有权

ownership_missing_title = 代码尚未出现。
ownership_missing_why = { $name } 处没有 TXT 记录。
ownership_missing_fix = 请添加名称为 { $entered } 的 TXT 记录。
ownership_mismatch_title = 代码的值不同。
ownership_mismatch_why = { $name } 处有另一个值。
ownership_mismatch_empty = { $name } 处的值为空。
ownership_mismatch_lacks = { $name } 处是 { $value }，缺少末尾的 { $end }。
ownership_mismatch_extra = { $name } 处是 { $value }：末尾的 { $end } 是多余的。
ownership_mismatch_older = { $name } 处是 { $value }，这是较早的或另一个代码。
ownership_mismatch_else = { $name } 处是 { $value }，这是别的内容。
ownership_mismatch_fix = 请将值替换为 { $wanted }。
ownership_at_wrong_name_title = 值正确，位置不对。
ownership_at_wrong_name_why = 代码在 { $found }；我们在 { $name } 查找。
ownership_at_wrong_name_fix = 请移动它：名称 { $entered }。
ownership_quoted_title = 值中有多余的字符。
ownership_quoted_why = 连同引号、空格或点，{ $name } 处的值是 { $found }。
ownership_quoted_fix = 请去掉这些字符后输入：{ $wanted }。
ownership_wildcard_title = 通配记录代替代码作了应答。
ownership_wildcard_why = { $wildcard } 处的 CNAME 使 { $name } 指向 { $target }。
ownership_wildcard_fix = 请保留通配记录，并添加名称为 { $entered } 的 TXT 记录。
ownership_hidden_title = 另一条记录遮住了代码。
ownership_hidden_why = { $name } 是 { $target } 的别名（CNAME），因此那里看不到代码。
ownership_hidden_fix = 请删除名称为 { $entered } 的 CNAME，然后在那里添加 TXT 记录。
name_doubled_title = 名称被输入了两次。
name_doubled_why = { host } 会自动加上“{ $zone }”，因此记录落在了 { $found }。
name_doubled_fix = 请将名称改为 { $entered }。

## 发现：指向

routing_missing_title = 域名尚未指向任何地方。
routing_missing_why = { $name } 处没有地址（A、AAAA）或别名（CNAME）。
routing_missing_fix = 请添加此处所示的记录，名称为 { $entered }。
change_value = 请将值改为 { $wanted }。
zone_appended_title = 您的域名被加到了值上。
zone_appended_why = { host } 自动加上了它，因此 { $name } 指向 { $found }。
zone_appended_fix = 请将值改为 { $wanted }，包括末尾的点。
typo_title = 值有拼写错误。
typo_why = { $name } 指向 { $found }，差一点就对了。
wrong_target_title = 它指向别处。
wrong_target_why = { $name } 指向 { $found }。
cname_multiple_title = 一个名称有 { $count } 条 CNAME 记录。
cname_multiple_why = 只能有一个别名（CNAME）有效；{ $name } 指向 { $found }。
cname_multiple_fix = 请删除指向 { $others } 的 CNAME。保留指向 { $wanted } 的那条。
cname_multiple_none_fix = 请只保留一条，并将其值改为 { $wanted }。
cname_at_apex_title = 这里不能有 CNAME。
cname_at_apex_why = 在您域名的开头，指向 { $target } 的别名（CNAME）会遮住邮件和名称服务器。
cname_at_apex_alias_fix = 请在 { host } 添加指向 { $target } 的别名记录（ALIAS 或 ANAME），或改为连接 { $www }。
cname_at_apex_fix = 请在 { host } 将名为 { $entered } 的 CNAME 替换为此处所示的记录。
cname_conflict_title = 其他记录造成妨碍。
cname_conflict_mail_title = 邮件记录造成妨碍。
cname_conflict_why = 别名（CNAME）必须单独存在，而 { $name } 还有 { $types }。
cname_conflict_fix = 请在 { host } 删除名称为 { $entered } 的 { $types } 记录。
cname_conflict_mail = 届时发往 { $name } 的邮件会停止；若要保留，请连接其他名称。
cname_indirect_title = 它通过另一个名称工作。
cname_indirect_why = { $name } 通过 { $via } 到达我们。
cname_indirect_fix = 无需操作。请保留 { $via }：没有它，域名将停止工作。
cname_flattened_title = 地址正确。
cname_flattened_why = { host } 为 { $name } 应答的是地址，而不是别名（CNAME）。
cname_flattened_fix = 无需操作。这视为正确。
proxied_title = { $by } 的代理遮住了您的记录。
proxied_why = { $name } 的地址属于 { $by }，从那里无法到达我们。
proxied_fix = 请在 { $by } 关闭 { $entered } 的代理（CDN）。
proxied_cloudflare_fix = 请在 Cloudflare DNS 中将 { $entered } 的云朵从橙色切换为灰色（“DNS only”）。
proxied_through_title = 它通过 { $by } 的代理工作。
proxied_through_why = { $by } 位于 { $name } 的访客与我们之间，可能妨碍证书。
proxied_through_fix = 为保险起见：{ $fix }
provider_forwarding_title = 应答的是停放或转发页面。
provider_forwarding_why = { $name } 的地址是 { $found }，即 { $by } 的页面。
provider_forwarding_fix = 请在 { $by } 关闭 { $entered } 的转发和停放，然后添加此处所示的记录。
cname_loop_title = 记录绕成了圈。
cname_loop_why = 从 { $name } 出发，我们两次到达 { $at }。
cname_loop_here_fix = 请将 { $at } 处的 CNAME 改为此处所示的值。
cname_loop_fix = 请更改 { $at } 处的 CNAME，使其继续向前。
cname_chain_broken_title = 记录没有终点。
cname_chain_broken_why = { $name } 指向 { $at }，而它不存在。
cname_chain_broken_fix = 请为 { $at } 添加记录，或改用此处所示的值。
target_gone_title = 目标不存在。
tenant_repairs = 您无需操作。需要由 { service } 修复。
tenant_changes = 您无需操作。需要由 { service } 更改该规则。
cname_chain_long_title = 到达我们的路径太长。
cname_chain_long_why = { $name } 与我们之间有 { $count } 个名称，有些服务器会提前放弃。
cname_chain_long_fix = 请让 { $entered } 直接指向此处所示的值。
wildcard_masks_title = 通配记录为此名称作了应答。
wildcard_masks_why = 记录 { $wildcard } 适用于所有没有自己记录的名称，也包括 { $name }。
wildcard_masks_fix = 请添加此处所示的记录，名称为 { $entered }，以便长期有效。
mail_shadowed_title = 此更改会使您的邮件停止。
mail_shadowed_why = 这里的别名（CNAME）会遮住 { $name } 的邮件记录（{ $types }）。
mail_shadowed_apex_fix = 请改用下面的 A 记录。
mail_shadowed_fix = 请连接其他名称，如 { $www }，或先迁移邮件。
answers_vary_title = 应答不时变化。
answers_vary_why = { $name } 的部分访客被送往 { $wrong }。
answers_vary_fix = 请在 { host } 将 { $entered } 的每个变体（按地区或轮流）改为此处所示的值。
https_record_title = 一条 HTTPS 记录指向别处。
https_record_why = 较新的浏览器会遵循它：{ $name } 的内容是 { $found }，不属于我们。
https_record_fix = 请在 { host } 删除名称为 { $entered } 的 HTTPS 类型记录。
address_private_title = 此地址不在互联网上。
address_private_why = { $name } 的值是 { $found }，最多只能在专用网络内使用。
replace_fix = 请在 { host } 将 { $found } 替换为此处所示的值。
www_not_covered_title = 带 www 的名称未连接。
www_not_covered_why = { $name } 的访客{ $place ->
    [somewhere] 会到达别处
   *[nowhere] 到不了任何地方
}。
www_not_covered_fix = 请也连接 { $name }，或在 { host } 将其重定向。
address_wrong_title = 它指向另一台服务器。
address_wrong_why = { $name } 的地址是 { $found }，不属于我们。
address_wrong_known_title = 它仍指向 { $whose }。
address_wrong_known_why = { $name } 的地址是 { $found }，属于 { $whose }。
address_extra_title = 新地址旁边还有旧地址。
address_extra_why = { $name } 的部分访客会到达 { $found }。
address_extra_fix = 请在 { host } 删除值为 { $found } 的记录。
aaaa_leftover_title = 旧的 IPv6 地址还在。
aaaa_leftover_why = { $name } 的许多访客会到达您以前的主机。
aaaa_leftover_fix = 请删除 AAAA 记录 { $found }。

## 发现：传播

versions-part = { $old ->
    [unknown] { "" }
   *[other] （版本 { $old }，而不是 { $new }）
}
authorities_disagree_title = 您 DNS 服务商的部分服务器落后了。
authorities_disagree_why = { $servers } { $since ->
    [hour] 一小时内没有采用更改
   *[now] 尚未采用更改
}{ versions-part }。
authorities_disagree_fix = 接下来一小时无需操作。
authorities_disagree_lasting_fix = 请询问 { host } 为什么 { $servers } 没有采用更改。
ttl_high_title = 旧副本会保留 { $span }。
ttl_high_why = { $name } 处的记录允许这样：其 TTL（副本保留多久）为 { $ttl } 秒。
ttl_high_fix = 更改 { $entered } 之前，请将其 TTL 设为 { $short } 并等待 { $span }；否则之后仍需等待。
edited_elsewhere_title = 记录在另一家 DNS 服务商。
edited_elsewhere_why = 它在 { $found }，但负责您域名的是 { $servers }。
edited_elsewhere_fix = 请在 { $host } 添加名称为 { $entered } 的记录。
edited_elsewhere_unknown_fix = 请在运营 { $servers } 的公司添加名称为 { $entered } 的记录。
nameservers_changing_title = 您的域名正在更换 DNS 服务商。
nameservers_changing_why = 关于 { $name }，有人询问 { $parent }，有人询问 { $child }。
nameservers_changing_fix = 请在两家 DNS 服务商都输入记录。更换可能需要 { $span }。
stale_cache_title = 旧的{ $what ->
    [address] 地址
    [value] 值
   *[answer] 应答
}仍被记住。
stale_cache_why = { $resolver } 会按您以前的记录所允许的时间保留副本。
stale_cache_fix = 无需操作。最后的副本将于 { $at } 消失。
stale_cache_latest_fix = 无需操作。最后的副本应在 { $at } 前消失。
stale_cache_sometime_fix = 无需操作。最后的副本会自行消失。
negative_cache_title = { $host ->
    [unknown] 您的服务商
   *[other] { $host }
} 已有记录；有些副本是旧的。
negative_cache_why = { $resolver } 在您添加之前查看过，记住的是“那里什么都没有”。
negative_cache_fix = 无需操作。它将于 { $at } 再次查看。
negative_cache_latest_fix = 无需操作。它应在 { $at } 前再次查看。
negative_cache_sometime_fix = 无需操作。它会自行再次查看。

## 发现：域名

not_registered_title = 此域名未注册。
not_registered_why = 注册局（管理该类域名的机构）不认识 { $name }。
not_registered_fix = 请检查 { $copy } 的拼写，或注册、续费。
hold_expired_title = 您的域名已过期。
hold_expired_why = { $name } 的注册已结束。
hold_expired_at_why = { $name } 的注册已于 { $at } 结束。
hold_expired_fix = { at-registrar }续费 { $copy }。它会在一天内恢复。
hold_registrar_title = 您的注册商暂停了您的域名。
hold_registrar_why = { $name } 已注册，但被注册商停用。
hold_registrar_fix = 请询问注册商为何暂停 { $copy }。常见原因是未回复确认地址的邮件，或账单未付。
hold_registry_title = 注册局暂停了您的域名。
hold_registry_why = { $name } 已注册，但被注册局（管理该类域名的机构）停用。
hold_registry_fix = 请询问您的注册商为何暂停 { $copy }：只有他们能询问注册局。
no_delegation_title = 您的域名没有名称服务器。
no_delegation_why = 注册局认识 { $name }，但不知道由哪台服务器应答。
no_delegation_fix = { at-registrar }为 { $copy } 填写您 DNS 服务商的名称服务器。
delegation_mismatch_title = 两份名称服务器列表不同。
delegation_mismatch_parent_why = 只有注册局列出 { $parent }；您的 DNS 服务商没有。
delegation_mismatch_child_why = 只有您的 DNS 服务商列出 { $child }；注册局没有。
delegation_mismatch_both_why = 只有注册局列出 { $parent }，只有您的 DNS 服务商列出 { $child }。
delegation_mismatch_parent_fix = { at-registrar }从 { $name } 移除 { $parent }。
delegation_mismatch_child_fix = { at-registrar }为 { $name } 添加 { $child }。
delegation_mismatch_both_fix = { at-registrar }从 { $name } 移除 { $parent } 并添加 { $child }。
dnssec_title = 您域名的签名不匹配。
dnssec_why = 检查签名（DNSSEC）的服务器拒绝 { $name }。
dnssec_key_why = 注册局保存的密钥（DS 记录）不是 { $name } 的密钥。
dnssec_unsigned_why = 注册局显示 { $name } 已签名（DNSSEC），实际并没有。
dnssec_expired_why = { $name } 的签名（DNSSEC）已于 { $at } 到期。
dnssec_early_why = { $name } 的签名（DNSSEC）从 { $at } 起才有效。
dnssec_key_fix = { at-registrar }删除 { $copy } 的密钥（DS 记录）。
dnssec_fix = 请让 { host } 重新为 { $copy } 签名，或在您的注册商删除其密钥（DS 记录）。
lame_all_title = 没有服务器为您的域名应答。
lame_title = 一台列出的服务器不认识您的域名。
lame_why = { $servers } 应当为 { $name } 应答，但没有应答。
lame_all_fix = { at-registrar }检查 { $copy } 的名称服务器。
lame_fix = { at-registrar }移除 { $servers }，或请人修复。
unreachable_title = 您 DNS 服务商的服务器没有回应。
unreachable_why = { $servers } 没有为 { $name } 应答。
unreachable_fix = 暂时无需操作。如果持续如此，请向 { host } 询问 { $servers }。
lookup_failed_title = 我们的检查失败了。
lookup_failed_why = 据我们所知，您的域名没有问题。
lookup_failed_fix = 无需操作。我们会自行重试。

## 发现：证书

caa_none_title = 您的域名不允许任何证书。
caa_only_title = 您的域名只允许 { $issuer } 的证书。
caa_others_title = 您的域名不允许我们的证书。
caa_target_title = 记录的目标禁止我们的证书。
caa_why = { $name } 处的一条规则（CAA）使我们无法获得证书。
caa_fix = 请在旁边添加此记录：CAA { $record }。
caa_lookup_title = 有关证书的询问没有应答。
caa_lookup_why = { host } 没有在 { $name } 说明谁可以签发证书（CAA），因此无人会签发。
caa_lookup_fix = 请让 { host } 应答 { $copy } 的 CAA 类型询问。
caa_critical_title = 一条证书规则无法理解。
caa_critical_why = { $name } 处的规则（CAA）必须遵守，但其标签 { $tag } 未知。
caa_critical_fix = 请删除 { $name } 处标签为 { $tag } 的 CAA 记录。
caa_malformed_title = 一条证书规则无法读取。
caa_malformed_why = { $name } 处的规则（CAA）的值是 { $value }。
caa_malformed_fix = 请将值改为 { $clean }，不带引号和空格，或删除该记录。
caa_malformed_again_fix = 请重新输入值，不带多余的引号和空格，或删除该记录。
caa_bound_title = 一条证书规则属于另一个账户。
caa_bound_why = { $name } 处的规则（CAA）指定了账户或检查方式：{ $value }。
caa_bound_fix = 如果没有获得证书，请在旁边添加：CAA { $record }。
intercepted_title = 有东西抢在我们之前应答。
intercepted_why = { $name } 前面的缓存或代理{ $server ->
    [unknown] { "" }
   *[other] （{ $server }）
}回应了证书检查。
intercepted_fix = 请让 { $folder } 不经缓存或重定向直接通过。
http_refused_why = { $address } 拒绝通过普通 http（端口 80）访问 { $name }。
http_silent_why = { $address } 没有通过普通 http（端口 80）为 { $name } 应答。
http_ours_title = 我们自己的服务器没有应答。
http_ours_fix = 您无需操作。我们正在处理。
http_title = 此{ $family ->
    [v6] { " " }IPv6{ " " }
   *[v4] { "" }
}地址没有应答。
http_fix = 请将 { $address } 替换为此处所示的值，或在那里开放端口 80。
redirect_loop_title = 重定向绕成了圈。
redirect_loop_why = 对 { $url } 的访问被不断转送，又回到 { $at }。
redirect_loop_fix = 请移除 { $at } 处的重定向。如果来自代理，请将其加密设为“Full (strict)”。
acme_wrong_title = 证书所用的记录指向别处。
acme_wrong_why = { $name } 指向 { $found }，因此检查无法通过。
acme_wrong_fix = 请将 { $entered } 的值改为 { $wanted }。
acme_missing_title = 证书所用的记录尚未出现。
acme_missing_why = 带星号（*）的名称通过 { $name } 检查。
acme_missing_fix = 请添加名称为 { $entered }、值为 { $wanted } 的 CNAME。
acme_leftover_title = 留有另一张证书的记录。
acme_leftover_why = 他人的检查在 { $name } 留下了 { $types } 记录。
acme_leftover_fix = 请删除名称为 { $entered } 的 { $types } 记录，除非其他服务需要它们。
timed_out_title = 证书耗时过长。
timed_out_order_why = 未能及时提交申请。
timed_out_check_why = 外部检查在 3 分钟内没有得到应答。
timed_out_issue_why = 未及时获得证书。
timed_out_deploy_why = 证书未及时到达我们的服务器。
timed_out_delete_why = 旧证书未及时移除。
timed_out_fix = 请先解决此处所示的其他问题。然后我们会重试。
rate_limited_title = 证书需要等待。
rate_limited_own_why = 我们一次只申请有限数量，其他人排在前面。
rate_limited_ca_why = 证书机构一次只签发有限数量。
rate_limited_fix = 无需操作。我们将于 { $at } 重试。
rejected_title = 证书机构拒绝了。
rejected_why = 其说明是：{ $words }。
rejected_words = { $detail }（{ $problem }）
rejected_fix = 请先解决其指出的问题。{ service } 可以提供帮助。
high_risk_title = 此名称需要人工检查。
high_risk_listed_why = 证书机构对知名名称会格外谨慎。
high_risk_alike_why = { $name } 与知名名称相似，因此会格外谨慎。
high_risk_refused_why = 证书机构想更仔细地查看 { $name }。
high_risk_fix = 请让 { service } 检查 { $copy }。
wrong_certificate_title = 应答的是另一张证书。
wrong_certificate_why = { $address } 处的服务器出示的是 { $names }{ $count ->
    [0] { "" }
   *[other] （及其他 { $count } 个）
} 的证书{ by-issuer }。
wrong_certificate_nameless_why = { $address } 处的服务器出示的是没有名称的证书{ by-issuer }。
wrong_certificate_untrusted_why = { $address } 处的服务器出示的是浏览器不信任的证书{ by-issuer }。
by-issuer = { $issuer ->
    [unknown] { "" }
   *[other] （签发者 { $issuer }）
}
wrong_certificate_fix = 如果 { $copy } 是您以前的主机，请在那里移除 { $name }。
hsts_title = 访客需要等待证书。
hsts_why = { $name } 要求浏览器只以安全方式打开其下的所有名称。
hsts_fix = 无需操作。证书到位后即可打开。
target_broken_title = 您记录的目标没有地址。
target_broken_why = 您的记录应指向 { $name }，而它目前不指向任何地方。
origin_title = 您域名背后的网站没有应答。
origin_why = 您的域名到达了 { service }，但其服务器返回错误 { $status }。

## 发现：归属

taken_title = 此名称已连接。
taken_why = 另一个连接持有 { $name }，也许是您自己的。
taken_fix = 请在那里移除 { $copy }，或添加此处所示的 TXT 记录以转移。
takeover_title = 留有已结束连接的记录。
takeover_why = { $name } 处没有提供任何内容，而它仍指向我们，他人可能会占用。
takeover_fix = 请在 { host } 删除名称为 { $entered } 的 { $types } 记录。

## 通往记录的步骤

use_both = 带 www 和不带 www 都连接
use_both_why = 推荐：这样访客用哪种写法都能到达。
move_here = 这个域名是我的：移到这里
move_why = 您用一条记录来证明。目前持有该名称的一方会在转移前收到通知。
pair_why = 访客输入此名称时可能带 www，也可能不带。
pair_add = 同时连接 { $name }
pair_other = 另有：{ $name }
analysis_title = 正在查看 { $domain }
analysis_why = 只需几秒，不会改动任何内容。
look_zone = 正在查找您的域名
look_zone_found = 您的域名是 { $zone }
look_zone_none = 没有找到您的域名
look_host = 正在识别您的 DNS 服务商
look_host_unknown = 您的 DNS 服务商不在我们已知的名单中
look_records = 正在读取现有记录
look_records_none = { $name } 目前没有任何记录
look_records_some = { $name } 的记录：{ $count } 条
look_rules = 正在读取证书规则（CAA）
look_rules_good = 允许使用我们的证书
look_rules_bad = 有一条证书规则（CAA）需要更改
look_rules_unknown = 无法读取证书规则（CAA）
look_conflicts = 正在查找有妨碍的记录
look_conflicts_none = 没有妨碍
look_conflicts_some = 需要先删除的记录：{ $count } 条
full_names = 显示完整名称
full_names_why = 如果您的 DNS 服务商不会自动添加 { $zone }
print = 打印
send = 发送给同事
send_why = 对方只能查看和检查这些记录。链接 30 天内有效。
send_make = 创建链接
send_ready = 链接已准备好。请只转给可以查看这些记录的人。
send_mail = 写邮件
mail_subject = { $domain } 的 DNS 记录
mail_please = 您好，请为 { $domain } 添加以下 DNS 记录：
mail_link = 在这里可以直接复制，并能看到何时正确：{ $link }
clear_pill = 需删除
clear_mail = 请保留邮件记录（MX）：它们没有妨碍。
compared = 我们看到的
compared_surplus = 多余：
compared_missing = 缺少：
compared_legend = 删除线：多余。下划线：缺少。
check_running = 我们正在询问各服务器，有些回答较慢。
check_failed = 刚才没有成功。据我们所知，您的域名没有问题。
leave = 您可以关闭此页面。我们会继续检查，上线后会通知 { $tenant }。
