# 日本語：落ち着いた、正確な「です・ます」体。

## 部品

host = { $host ->
    [unknown] ご利用の DNS サービス
   *[other] { $host }
}
service = { $tenant ->
    [unknown] このサービス
   *[other] { $tenant }
}
at-registrar = レジストラ（ドメインを購入した会社）で、

## 列挙・期間・文

list_more = { $a }、{ $b }
list_last = { $a }、{ $b }
sentences = { $a }{ $b }
span_seconds = { $count } 秒
span_minutes = { $count } 分
span_hours = { $count } 時間
span_days = { $count } 日
time_until = { $time }（{ $distance }）

## ページ

title = ドメインを接続
progress = 進み具合
step_domain = ドメイン
step_records = レコード
step_live = 公開
axis_ownership = 所有の確認
axis_routing = 接続先
axis_certificate = 証明書
axis_live = 公開
axis_done = 、完了、
axis_now = 、進行中、
language = 言語
question = どのドメインを使いますか？
question_why = 次に、追加するレコードを正確にお見せします。追加するまで何も変わりません。
question_bound = このページはこのドメイン専用です。レコードを追加するまで何も変わりません。
example = 例：shop.example.com
we_use = { $name } を使います
apex_advice = www のような名前を前に付けると接続しやすく、メールにも影響しません。
www_advice = www を付けない訪問者は、その名前も接続した場合にだけ届きます。
go_on = 次へ
field_name = 名前
field_value = 値
copy_name = 名前 { $text } をコピー
copy_value = 値 { $text } をコピー
copy_text = { $text } をコピー
copied = コピーしました
select = 選択しました。Ctrl+C または ⌘C でコピーしてください。
no_name = （空欄のまま）
full_name = 完全な名前：{ $name }
open_host = { $host } の DNS を開く
consent = { $host } がこれらのレコードを代わりに追加できます。{ $place } のウィンドウで変更内容が示され、先に確認を求められます。
consent_open = { $host } に追加してもらう
elsewhere = 別の場所ですか？
elsewhere_why = これはドメインのネームサーバーから読み取りました。DNS を別の場所で管理している場合も、同じ名前と値をお使いください。
copy_all = すべてコピー
zone_file = ゾーンファイルをダウンロード
how_to = { $host } での手順
what_we_saw = 確認した内容
visible = どこで見えているか
visible_why = DNS サービスのすべてのサーバーと、訪問者が使うサーバーのいくつかに問い合わせます。後者はしばらく写しを保持します。
column_server = サーバー
column_status = 状態
column_values = 保持している値
asked = 問い合わせ：{ $at }
authorities = DNS サービスのサーバー
resolvers = 訪問者が使うサーバー
seen_right = 正しい
seen_beside = 別の値も並んでいます
seen_nothing = まだありません
seen_other = 別の値
seen_old = 古い回答
seen_unknown = 回答なし
seen_until = { $at } まで
last_look = 最終確認：{ $at }。
looking = 初めての確認をしています。
check_now = 今すぐ確認
help = ヘルプ
open_domain = { $domain } を開く
done = 完了
kept = 引き続き見守ります。レコードが変わったときは { service } にお知らせします。
records_kept = 残しておくレコード
records_ended = レコード
domains = お客様のドメイン
all_domains = すべてのドメイン
another = 別のドメインを接続
again = もう一度接続する
remove = このドメインを削除
remove_why = ここではすぐに使えなくなります。DNS レコードはそのまま残ります。
remove_now = 削除する
session_ending = このセッションは残り { $left } で終わります
session_ended = このセッションは終了しました。内容は引き続き読んでコピーできます。確認も続けています。
open_again = もう一度開く
offline = 接続がありません。確認は続いており、このページは自動で追いつきます。
away = 当方のサーバーに接続できません。分かる限り、ドメインに問題はありません。
close = 閉じる
no_script = このページはここでは自動更新されません。「今すぐ確認」で再確認してください。
spoken = { $title }。{ $records }
spoken_record = { $type }：{ $status }。

## 接続の状態

state_waiting = レコードの追加待ち
state_last = 最後のレコード待ち
state_certificate = 証明書を取得中
state_live = 公開中
state_drifted = ご確認が必要です
state_stalled = 進んでいません
state_failed = 接続できませんでした
state_archived = 接続を終了しました
live_title = { $domain } は公開中です
live_why = { $at } から保護されています。{ $count ->
    [1] レコードは
    [2] 2 件のレコードは
   *[other] すべてのレコードは
}そのまま残してください。なくなると、ドメインはここで使えなくなります。
drifted_title = { $domain } はご確認が必要です
drifted_why = レコードが変わりました。ドメインを使い続けるには、ここに示すとおりに戻してください。
failed_title = { $domain } を接続できませんでした
failed_rejected = 証明書を発行する認証局が、この名前への発行を拒否しました。
failed_gone = このドメインはもう存在しません。
failed_ask = { service } にお問い合わせください。
high_risk = この名前は手作業での確認が必要です。認証局は有名な名前を特に慎重に確認します。
archived_title = { $domain } の接続は終了しました
archived_why = 以下のレコードは削除できます。ドメインは改めて接続できます。
archived_expired = 14 日以内に所有が確認できなかったため、確認を終了しました。再び接続できます。
archived_idle = 長い間変化がなかったため、確認を終了しました。ドメインは再び接続できます。
archived_transferred = 別のアカウントがこのドメインの所有を証明し、現在はそちらで公開されています。誰も使わないレコードだけを削除してください。
moves_title = { $domain } はこちらに移ります
moves_why = 所有が確認され、現在のアカウントに通知しました。自動的に移ります（{ $at }）。それまで TXT レコードを残してください。
issuing_title = { $domain } の証明書を取得しています
issuing_why = レコードは正しく、ほかに行うことはありません。1 分ほどかかります。
stalled_certificate_title = { $domain } は証明書を待っています
stalled_certificate_why = レコードはそのまま残してください。理由は下にあります。
stalled_title = { $domain } はしばらく変化がありません
stalled_why = 以下のレコードがまだ必要です。間隔を空けて確認を続けます。
stalled_right_why = レコードは正しい状態です。間隔を空けて確認を続けます。
correct_title = 修正が必要なレコードが { $count } 件あります
correct_why = 変更する内容はレコードの下にあります。
correct_missing = ほかに { $count } 件が見つかっていません。
correct_found = { $count } 件は正しい状態です。変更する内容は下にあります。
all_found_title = { $count } 件のレコードがすべて見つかりました
all_found_why = ほかに行うことはありません。問い合わせるすべてのサーバーに届くのを待っています。
to_go_title = { $domain } はあと { $count } 件のレコードが必要です
to_go_why = { $count } 件はすでに正しい状態です。このページは自動で緑になります。
add_title = { $domain } に { $count } 件のレコードを追加してください
add_why = DNS を管理している場所で追加します。すでに確認を始めています。このページは自動で、通常は数秒で緑になります。
waits_record = レコード待ち
waits_certificate = 取得中
waits_long = まだです
waits_routing = 接続先の後
waits_ownership = 所有の確認の後
waits_serving = その約 1 分後
broken_since = { $at } から不通
routing_count = { $wanted } 件中 { $found } 件が正しい
checked = { $what }{ $at }に確認しました。
check_live = { $domain } は公開中で、レコードは正しい状態です。
check_certificate = レコードは正しく、証明書を取得中です。
check_over = このドメインの確認は終了しています。
looked_wrong = { host } のサーバーで { $count } 件がまだ正しくありません。
looked_none = { host } のサーバーにはまだありません。
looked_some = { host } のサーバーに { $wanted } 件中 { $found } 件があります。あと { $count } 件です。
looked_all = すべてのレコードが { host } のサーバーにあります。
purpose_ownership = ドメインの所有を証明します
purpose_routing = 訪問者を { service } に導きます
purpose_certificate = 証明書を許可します
purpose_redirect = 2 つ目の名前をここに導きます
purpose_email = メールを届けます
record_missing = 追加をお待ちしています
record_wrong = まだ正しくありません
record_published = { host } で確認済み
record_everywhere = どこからでも見えます
banner_host = DNS は { $host } にあります
banner_zone = { $zone } の DNS を管理している場所で追加してください

## レコードの追加手順

how_sign_in = { host } にサインインし、{ $zone ->
    [unknown] ドメイン
   *[other] { $zone }
} の DNS レコードを開きます。
how_add = レコードの追加を選び、カードに示す種類を選択します。
how_name = 名前を「{ $field }」に貼り付けます。{ $names ->
    [full] 末尾のドメインも含めて全体を入力してください。
   *[short] 末尾のドメインは入力しないでください。
}
how_value = 値を「{ $field }」に貼り付けて保存します。
how_value_card = 値をカードに示す欄に貼り付けて保存します。
how_dot = CNAME の値の末尾の点も値の一部です。
how_quotes = TXT の値を囲む引用符も値の一部です。
how_switch = 「{ $switch }」を「{ $off }」にします。
how_ttl = { $host } で TTL（写しを保持する時間）を尋ねられたら、{ $seconds } 秒と入力します。
how_ttl_lowest = { host } に TTL（写しを保持する時間）の設定があれば、最も短い値で構いません。
how_to_any = レコードの追加手順

## 用語の説明

words = 用語の説明
word_dns = DNS：インターネットの電話帳です。ドメインの行き先をブラウザーやメールに伝えます。
word_host = DNS サービス：ドメインの登録内容を管理する会社です。多くはドメインを購入した会社です。
word_server = ネームサーバー：DNS サービスのコンピューターで、ドメインについての質問に答えます。
word_record = レコード：登録内容の 1 件で、種類、名前、値があります。
word_txt = TXT：文字列を入れるレコードです。ドメインの所有を示すコードなどに使います。
word_cname = CNAME：ある名前を別の名前の別名にするレコードです。
word_a = A と AAAA：アドレスを入れるレコードで、従来の形式（IPv4）と新しい形式（IPv6）があります。
word_wildcard = ワイルドカード：自分のレコードがない名前すべてに答えるレコードです。
word_zone = ゾーンファイル：全レコードを文字にしたもので、多くの DNS サービスで読み込めます。
word_certificate = 証明書：ドメインへの接続を安全にするものです。認証局が発行します。
word_proxy = プロキシ：間に立つサーバーです。訪問者は当方のサーバーではなく、そこにつながります。
word_registry = レジストリ：.com などの末尾を管理し、各ドメインのネームサーバーを把握する組織です。
word_cache = キャッシュ：しばらく保存される回答の写しです。その間は問い合わせ直されません。
word_redirect = リダイレクト：訪問者を別のアドレスへ送る応答です。

## ドメインを受け付けられない理由

problem_letters = ドメインに使えない文字があります。使えるのは文字、数字、ハイフンです。
problem_suffix = { $name } は多くの人が共有する名前です。その下のご自分の名前を入力してください。
problem_other = このページは { $name } 専用です。別のドメインを接続するには前に戻ってください。
problem_not_allowed = ここから別のドメインは追加できません。
problem_taken = このドメインはすでに接続済みか、接続待ちです。先にそちらで削除してください。
problem_too_many = レコード待ちのドメインが多すぎます。先に 1 つを完了するか削除してください。
problem_no_room = { service } は現在これ以上ドメインを受け付けられません。お問い合わせください。
problem_ours = 当方で問題が起きました。何も失われていません。1 分後にもう一度お試しください。
name_empty = 使いたいドメインを入力してください。
name_too_long = この名前は { $count } 文字です。最大は 253 文字です。
name_dots = 点が続いているか、先頭にあります。
name_part_too_long = { $part } の部分が長すぎます。各部分は最大 63 文字です。
name_part_bad = { $part } の部分に使えない文字があります。使えるのは文字、数字、ハイフンです。
name_address = { $name } は IP アドレスです。shop.example.com のような名前を入力してください。
name_single = { $name } は名前の一部だけです。shop.example.com のように全体を入力してください。

## セッションがない理由

no_page_title = このページはありません
no_page_why = アドレスが不完全か、使われたことがありません。元の場所に戻って開き直してください。
over_title = このセッションは終了しました
over_why = 元の場所に戻って開き直してください。ドメインの確認は続けています。
link_over_title = このリンクは期限が切れました
link_over_why = 送ってくれた方に新しいリンクを依頼してください。ドメインの確認は続けています。
consent_given_title = このウィンドウは閉じてかまいません
consent_given_why = DNS ホストがレコードを追加しています。元のページで確認中です。
consent_stopped_title = 何も変更されていません
consent_stopped_why = レコードが追加される前に中止されました。やり直すか、ご自分で追加するには、このウィンドウを閉じてください。
consent_refused_title = DNS ホストはレコードを追加しませんでした
consent_refused_why = このウィンドウを閉じて、ご自分で追加してください。手順は元のページにあります。
no_consent_title = 今はできません
no_consent_why = DNS ホストが応答しないか、このドメインでは対応していません。このウィンドウを閉じて、ご自分でレコードを追加してください。
ours_title = 当方で問題が起きました
ours_why = 分かる限り、ドメインに問題はありません。1 分後にもう一度お試しください。

## 確認した内容

asked_dns = { $server } に{ $transport ->
    [tcp] { " " }TCP で
   *[udp] { "" }
} { $question } を問い合わせました（{ $at }）：
may_be_kept = { $span }保持されることがあります（TTL { $ttl }）。
rcode = { $meaning }（{ $code }）。
rcode_noerror = この種類のものはありません
rcode_nxdomain = 何もありません：名前が存在しません
rcode_servfail = サーバーが失敗しました
rcode_refused = サーバーが回答を拒否しました
rcode_lame = サーバーはこのドメインの担当ではありません
rcode_timeout = 時間内に回答がありません
rcode_formerr = 読み取れない回答
rcode_other = 回答なし
remark = サーバーの注記：{ $reason ->
    [old] 古い回答です
    [signatures] ドメインの署名が合いません
    [remembered] 以前のエラーが記憶されています
    [blocked] その名前はそこで遮断されています
    [unreachable] ドメインのサーバーに届きませんでした
   *[unusual] 通常と異なる点がありました
}（EDE { $code }）。
asked_page = { $address } で { $url } を開きました（{ $at }）：
hop = { $address } の{ $server ->
    [unknown] { "" }
   *[other] { " " }{ $server }{ " " }から
}状態 { $status }{ $location ->
    [unknown] { "" }
   *[other] 、次は { $location }
}。
visit_marker = 当方のサーバーが目印付きで応答しました。
visit_unchecked = 当方のサーバーが応答しましたが、目印を確認できませんでした。
visit_answered = 応答に当方の目印がありません。
visit_refused = 接続が拒否されました。
visit_timed_out = 時間内に応答がありませんでした。
visit_broken = 接続が切れたか、届いたものがウェブページではありませんでした。
visit_forbidden = 訪問しないアドレスに導かれました。
visit_nowhere = アドレスのない名前に導かれました。
visit_circle = 前に訪れた場所に戻りました。
visit_too_many = 転送が 10 回続いたため中止しました。
asked_certificate = { $address } に { $subject } の証明書を問い合わせました（{ $at }）：
tls_none = サーバーにこの名前の証明書がありません。
tls_broken = 届いたものは安全な接続ではありませんでした。
tls_forbidden = 訪問しないアドレスです。
cert_nameless = 名前のない証明書です。
cert_covers = この名前の証明書です：{ $names }。
cert_others = 別の名前の証明書です：{ $names }。
cert_issuer = 発行者：{ $issuer }。
cert_until = 有効期限：{ $at }。

## 所見：所有

ownership_missing_title = コードがまだありません。
ownership_missing_why = { $name } に TXT レコードがありません。
ownership_missing_fix = 名前 { $entered } の TXT レコードを追加してください。
ownership_mismatch_title = コードの値が違います。
ownership_mismatch_why = { $name } に別の値があります。
ownership_mismatch_empty = { $name } の値は空です。
ownership_mismatch_lacks = { $name } の値は { $value } で、末尾の { $end } がありません。
ownership_mismatch_extra = { $name } の値は { $value } で、末尾の { $end } が余分です。
ownership_mismatch_older = { $name } の値は { $value } で、古いコードか別のコードです。
ownership_mismatch_else = { $name } の値は { $value } で、別のものです。
ownership_mismatch_fix = 値を { $wanted } に置き換えてください。
ownership_at_wrong_name_title = 値は正しく、場所が違います。
ownership_at_wrong_name_why = コードは { $found } にありますが、確認する場所は { $name } です。
ownership_at_wrong_name_fix = 移動してください：名前 { $entered }。
ownership_quoted_title = 値に余分な文字があります。
ownership_quoted_why = 引用符、空白、点を含めると、{ $name } の値は { $found } です。
ownership_quoted_fix = それらを除いて値を入力してください：{ $wanted }。
ownership_wildcard_title = ワイルドカードがコードの代わりに答えています。
ownership_wildcard_why = { $wildcard } の CNAME により、{ $name } は { $target } に向かいます。
ownership_wildcard_fix = ワイルドカードは残し、名前 { $entered } の TXT レコードを追加してください。
ownership_hidden_title = 別のレコードがコードを隠しています。
ownership_hidden_why = { $name } は { $target } の別名（CNAME）なので、そこにコードは現れません。
ownership_hidden_fix = 名前 { $entered } の CNAME を削除し、そこに TXT レコードを追加してください。
name_doubled_title = 名前が二重に入力されています。
name_doubled_why = { host } は「{ $zone }」を自動で付けるため、レコードは { $found } に入りました。
name_doubled_fix = 名前を { $entered } に変更してください。

## 所見：接続先

routing_missing_title = ドメインはまだどこにも向いていません。
routing_missing_why = { $name } にアドレス（A、AAAA）も別名（CNAME）もありません。
routing_missing_fix = ここに示すレコードを、名前 { $entered } で追加してください。
change_value = 値を { $wanted } に変更してください。
zone_appended_title = 値にドメインが付け足されています。
zone_appended_why = { host } が自動で付けたため、{ $name } は { $found } に向かっています。
zone_appended_fix = 値を、末尾の点も含めて { $wanted } に変更してください。
typo_title = 値に入力ミスがあります。
typo_why = { $name } は { $found } に向かっています。ほぼ正しい値です。
wrong_target_title = 別の場所に向いています。
wrong_target_why = { $name } は { $found } に向かっています。
cname_multiple_title = 1 つの名前に { $count } 件の CNAME があります。
cname_multiple_why = 有効な別名（CNAME）は 1 つだけですが、{ $name } は { $found } に向かっています。
cname_multiple_fix = { $others } への CNAME を削除し、{ $wanted } へのものは残してください。
cname_multiple_none_fix = 1 つだけ残してほかを削除し、その値を { $wanted } に変更してください。
cname_at_apex_title = ここに CNAME は置けません。
cname_at_apex_why = ドメインの先頭では、{ $target } への別名（CNAME）がメールとネームサーバーを隠します。
cname_at_apex_alias_fix = { host } で { $target } への別名レコード（ALIAS または ANAME）を追加するか、代わりに { $www } を接続してください。
cname_at_apex_fix = { host } で、名前 { $entered } の CNAME をここに示すレコードに置き換えてください。
cname_conflict_title = ほかのレコードが妨げています。
cname_conflict_mail_title = メールのレコードが妨げています。
cname_conflict_why = 別名（CNAME）は単独でなければなりませんが、{ $name } には { $types } もあります。
cname_conflict_fix = { host } で、名前 { $entered } の { $types } レコードを削除してください。
cname_conflict_mail = { $name } へのメールは届かなくなります。残すには別の名前を接続してください。
cname_indirect_title = 別の名前を通じて動いています。
cname_indirect_why = { $name } は { $via } を通じてこちらに届きます。
cname_indirect_fix = 行うことはありません。{ $via } は残してください。なくなるとドメインは使えなくなります。
cname_flattened_title = アドレスは正しい状態です。
cname_flattened_why = { host } は { $name } について、別名（CNAME）ではなくアドレスで答えています。
cname_flattened_fix = 行うことはありません。正しい状態とみなします。
proxied_title = { $by } のプロキシがレコードを隠しています。
proxied_why = { $name } のアドレスは { $by } のもので、そこからは当方に届きません。
proxied_fix = { $by } で { $entered } のプロキシ（CDN）をオフにしてください。
proxied_cloudflare_fix = Cloudflare DNS で { $entered } の雲をオレンジから灰色（「DNS only」）に切り替えてください。
proxied_through_title = { $by } のプロキシを通じて動いています。
proxied_through_why = { $name } の訪問者と当方の間に { $by } があり、証明書の妨げになることがあります。
proxied_through_fix = 念のため：{ $fix }
provider_forwarding_title = パーキングまたは転送のページが答えています。
provider_forwarding_why = { $name } のアドレスは { $found } で、{ $by } のページです。
provider_forwarding_fix = { $by } で { $entered } の転送とパーキングをオフにし、ここに示すレコードを追加してください。
cname_loop_title = レコードが循環しています。
cname_loop_why = { $name } からたどると、{ $at } に 2 回着きました。
cname_loop_here_fix = { $at } の CNAME をここに示す値に変更してください。
cname_loop_fix = { $at } の CNAME を、先に進むように変更してください。
cname_chain_broken_title = レコードの先に何もありません。
cname_chain_broken_why = { $name } は存在しない { $at } に向かっています。
cname_chain_broken_fix = { $at } のレコードを追加するか、代わりにここに示す値を使ってください。
target_gone_title = 接続先がありません。
tenant_repairs = お客様が行うことはありません。{ service } による修復が必要です。
tenant_changes = お客様が行うことはありません。{ service } による規則の変更が必要です。
cname_chain_long_title = 当方までの経路が長すぎます。
cname_chain_long_why = { $name } と当方の間に { $count } 個の名前があり、途中であきらめるサーバーもあります。
cname_chain_long_fix = { $entered } をここに示す値に直接向けてください。
wildcard_masks_title = ワイルドカードがこの名前に答えています。
wildcard_masks_why = { $wildcard } のレコードは、レコードのないすべての名前に適用され、{ $name } も含まれます。
wildcard_masks_fix = 確実に保つため、ここに示すレコードを名前 { $entered } で追加してください。
mail_shadowed_title = この変更でメールが止まります。
mail_shadowed_why = ここに別名（CNAME）を置くと、{ $name } のメールのレコード（{ $types }）が隠れます。
mail_shadowed_apex_fix = 代わりに下の A レコードを使ってください。
mail_shadowed_fix = { $www } のような別の名前を接続するか、先にメールを移してください。
answers_vary_title = 回答がときどき変わります。
answers_vary_why = { $name } の訪問者の一部は { $wrong } に送られます。
answers_vary_fix = { host } で、{ $entered } のすべての変種（地域別や順番）をここに示す値に変更してください。
https_record_title = HTTPS レコードが別の場所に向いています。
https_record_why = 新しいブラウザーはこれに従います。{ $name } の値は { $found } で、当方のものではありません。
https_record_fix = { host } で、名前 { $entered } の HTTPS 型のレコードを削除してください。
address_private_title = このアドレスはインターネット上にありません。
address_private_why = { $name } の値は { $found } で、プライベートネットワーク内でしか使えません。
replace_fix = { host } で { $found } をここに示す値に置き換えてください。
www_not_covered_title = www 付きの名前が接続されていません。
www_not_covered_why = { $name } の訪問者は{ $place ->
    [somewhere] 別の場所に着きます
   *[nowhere] どこにも着きません
}。
www_not_covered_fix = { $name } も接続するか、{ host } で転送してください。
address_wrong_title = 別のサーバーに向いています。
address_wrong_why = { $name } のアドレスは { $found } で、当方のものではありません。
address_wrong_known_title = まだ { $whose } に向いています。
address_wrong_known_why = { $name } のアドレスは { $found } で、{ $whose } のものです。
address_extra_title = 新しいアドレスと並んで古いアドレスがあります。
address_extra_why = { $name } の訪問者の一部は、代わりに { $found } に着きます。
address_extra_fix = { host } で { $found } のレコードを削除してください。
aaaa_leftover_title = 古い IPv6 アドレスが残っています。
aaaa_leftover_why = { $name } の訪問者の多くは以前のホストに着きます。
aaaa_leftover_fix = AAAA レコード { $found } を削除してください。

## 所見：行き渡り

versions-part = { $old ->
    [unknown] { "" }
   *[other] （版 { $new } ではなく { $old }）
}
authorities_disagree_title = DNS サービスの一部のサーバーが遅れています。
authorities_disagree_why = { $servers } は{ $since ->
    [hour] 1 時間たっても変更を取り込んでいません
   *[now] まだ変更を取り込んでいません
}{ versions-part }。
authorities_disagree_fix = 今後 1 時間は行うことはありません。
authorities_disagree_lasting_fix = { $servers } が変更を取り込まない理由を { host } に問い合わせてください。
ttl_high_title = 古い写しが { $span }保持されます。
ttl_high_why = { $name } のレコードの TTL（写しを保持する時間）が { $ttl } 秒のためです。
ttl_high_fix = { $entered } を変更する前に TTL を { $short } にして { $span }お待ちください。そうしないと変更後に待つことになります。
edited_elsewhere_title = レコードが別の DNS サービスにあります。
edited_elsewhere_why = レコードは { $found } にありますが、ドメインの担当は { $servers } です。
edited_elsewhere_fix = { $host } で、名前 { $entered } のレコードを追加してください。
edited_elsewhere_unknown_fix = { $servers } を運営する会社で、名前 { $entered } のレコードを追加してください。
nameservers_changing_title = ドメインの DNS サービスを変更中です。
nameservers_changing_why = { $name } について { $parent } に尋ねる人と、{ $child } に尋ねる人がいます。
nameservers_changing_fix = 両方の DNS サービスにレコードを入力してください。変更には { $span }かかることがあります。
stale_cache_title = { $what ->
    [address] 古いアドレス
    [value] 古い値
   *[answer] 古い回答
}がまだ記憶されています。
stale_cache_why = { $resolver } は以前のレコードの写しを、許された期間だけ保持します。
stale_cache_fix = 行うことはありません。最後の写しは { $at } に消えます。
stale_cache_latest_fix = 行うことはありません。最後の写しは { $at } までに消える見込みです。
stale_cache_sometime_fix = 行うことはありません。最後の写しは自然に消えます。
negative_cache_title = { $host ->
    [unknown] ご利用のサービス
   *[other] { $host }
} にはあります。古い写しが残っています。
negative_cache_why = { $resolver } は追加前に問い合わせ、「何もない」と記憶しています。
negative_cache_fix = 行うことはありません。{ $at } に再び問い合わせます。
negative_cache_latest_fix = 行うことはありません。{ $at } までに再び問い合わせる見込みです。
negative_cache_sometime_fix = 行うことはありません。自然に再び問い合わせます。

## 所見：ドメイン

not_registered_title = このドメインは登録されていません。
not_registered_why = レジストリ（登録簿の管理者）は { $name } を知りません。
not_registered_fix = { $copy } のつづりを確かめるか、登録または更新してください。
hold_expired_title = ドメインの期限が切れています。
hold_expired_why = { $name } の登録は終了しました。
hold_expired_at_why = { $name } の登録は { $at } に終了しました。
hold_expired_fix = { at-registrar }{ $copy } を更新してください。1 日以内に元に戻ります。
hold_registrar_title = レジストラがドメインを保留しています。
hold_registrar_why = { $name } は登録されていますが、レジストラによって停止されています。
hold_registrar_fix = { $copy } が保留されている理由をレジストラに尋ねてください。住所確認メールへの未回答や未払いが原因のことがよくあります。
hold_registry_title = レジストリがドメインを保留しています。
hold_registry_why = { $name } は登録されていますが、レジストリ（登録簿の管理者）によって停止されています。
hold_registry_fix = { $copy } が保留されている理由をレジストラに尋ねてください。レジストリに問い合わせられるのはレジストラだけです。
no_delegation_title = ドメインにネームサーバーがありません。
no_delegation_why = レジストリは { $name } を知っていますが、答えるサーバーを知りません。
no_delegation_fix = { at-registrar }{ $copy } に DNS サービスのネームサーバーを登録してください。
delegation_mismatch_title = 2 つのネームサーバー一覧が異なります。
delegation_mismatch_parent_why = レジストリだけが { $parent } を挙げ、DNS サービスは挙げていません。
delegation_mismatch_child_why = DNS サービスだけが { $child } を挙げ、レジストリは挙げていません。
delegation_mismatch_both_why = レジストリだけが { $parent } を、DNS サービスだけが { $child } を挙げています。
delegation_mismatch_parent_fix = { at-registrar }{ $name } から { $parent } を削除してください。
delegation_mismatch_child_fix = { at-registrar }{ $name } に { $child } を追加してください。
delegation_mismatch_both_fix = { at-registrar }{ $name } から { $parent } を削除し、{ $child } を追加してください。
dnssec_title = ドメインの署名が合いません。
dnssec_why = 署名（DNSSEC）を確認するサーバーが { $name } を拒否します。
dnssec_key_why = レジストリにある鍵（DS レコード）は { $name } のものではありません。
dnssec_unsigned_why = レジストリでは { $name } は署名済み（DNSSEC）ですが、実際には署名されていません。
dnssec_expired_why = { $name } の署名（DNSSEC）は { $at } に期限が切れました。
dnssec_early_why = { $name } の署名（DNSSEC）は { $at } から有効になります。
dnssec_key_fix = { at-registrar }{ $copy } の鍵（DS レコード）を削除してください。
dnssec_fix = { $copy } に署名し直すよう { host } に依頼するか、レジストラで鍵（DS レコード）を削除してください。
lame_all_title = ドメインについて答えるサーバーがありません。
lame_title = 登録されたサーバーがドメインを知りません。
lame_why = { $servers } は { $name } について答えるはずですが、答えません。
lame_all_fix = { at-registrar }{ $copy } のネームサーバーを確かめてください。
lame_fix = { at-registrar }{ $servers } を削除するか、修復を依頼してください。
unreachable_title = DNS サービスのサーバーが応答しません。
unreachable_why = { $servers } は { $name } について答えませんでした。
unreachable_fix = すぐに行うことはありません。続くようなら { $servers } について { host } に問い合わせてください。
lookup_failed_title = 確認に失敗しました。
lookup_failed_why = 分かる限り、ドメインに問題はありません。
lookup_failed_fix = 行うことはありません。自動で再試行します。

## 所見：証明書

caa_none_title = ドメインが証明書を一切許可していません。
caa_only_title = ドメインは { $issuer } の証明書だけを許可しています。
caa_others_title = ドメインが当方の証明書を許可していません。
caa_target_title = レコードの接続先が当方の証明書を禁じています。
caa_why = { $name } の規則（CAA）により、証明書を取得できません。
caa_fix = このレコードを並べて追加してください：CAA { $record }。
caa_lookup_title = 証明書に関する質問に回答がありません。
caa_lookup_why = { host } が { $name } で証明書の発行者（CAA）を答えないため、どこも発行しません。
caa_lookup_fix = { $copy } の CAA 型の質問に答えるよう { host } に依頼してください。
caa_critical_title = 証明書の規則を理解できません。
caa_critical_why = { $name } の規則（CAA）は必ず従うべきものですが、タグ { $tag } は未知のものです。
caa_critical_fix = { $name } にあるタグ { $tag } の CAA レコードを削除してください。
caa_malformed_title = 証明書の規則を読み取れません。
caa_malformed_why = { $name } の規則（CAA）の値は { $value } です。
caa_malformed_fix = 値を引用符と空白なしの { $clean } に変更するか、レコードを削除してください。
caa_malformed_again_fix = 余分な引用符と空白なしで値を入力し直すか、レコードを削除してください。
caa_bound_title = 証明書の規則が別のアカウント用です。
caa_bound_why = { $name } の規則（CAA）はアカウントか確認方法を定めています：{ $value }。
caa_bound_fix = 証明書が届かない場合は、並べて追加してください：CAA { $record }。
intercepted_title = 何かが先に答えています。
intercepted_why = { $name } の手前のキャッシュまたはプロキシ{ $server ->
    [unknown] { "" }
   *[other] （{ $server }）
}が証明書の確認に答えています。
intercepted_fix = { $folder } をキャッシュも転送もせずに通してください。
http_refused_why = { $address } は通常の http（ポート 80）で { $name } への訪問を拒否しています。
http_silent_why = { $address } は通常の http（ポート 80）で { $name } について応答しません。
http_ours_title = 当方のサーバーが応答しません。
http_ours_fix = お客様が行うことはありません。当方で対応しています。
http_title = この{ $family ->
    [v6] { " " }IPv6 アドレス
   *[v4] アドレス
}では何も応答しません。
http_fix = { $address } をここに示す値に置き換えるか、そこでポート 80 を開いてください。
redirect_loop_title = 転送が循環しています。
redirect_loop_why = { $url } への訪問は転送が続き、{ $at } に戻ります。
redirect_loop_fix = { $at } の転送を取り除いてください。プロキシによるものなら、暗号化を「Full (strict)」にしてください。
acme_wrong_title = 証明書用のレコードが別の場所に向いています。
acme_wrong_why = { $name } は { $found } に向いているため、確認が通りません。
acme_wrong_fix = { $entered } の値を { $wanted } に変更してください。
acme_missing_title = 証明書用のレコードがまだありません。
acme_missing_why = 星印（*）付きの名前は { $name } を通じて確認されます。
acme_missing_fix = 名前 { $entered }、値 { $wanted } の CNAME を追加してください。
acme_leftover_title = 別の証明書のレコードが残っています。
acme_leftover_why = ほかの確認で使われた { $types } レコードが { $name } に残っています。
acme_leftover_fix = ほかのサービスで必要でなければ、名前 { $entered } の { $types } レコードを削除してください。
timed_out_title = 証明書に時間がかかりすぎました。
timed_out_order_why = 時間内に申請できませんでした。
timed_out_check_why = 外部からの確認に 3 分以内に応答がありませんでした。
timed_out_issue_why = 時間内に証明書が届きませんでした。
timed_out_deploy_why = 証明書が時間内に当方のサーバーに届きませんでした。
timed_out_delete_why = 古い証明書が時間内に削除されませんでした。
timed_out_fix = まず、ここに示すほかの点を直してください。その後、再試行します。
rate_limited_title = 証明書は順番待ちです。
rate_limited_own_why = 一度に申請できる数に限りがあり、先の申請がありました。
rate_limited_ca_why = 認証局が一度に発行する数に限りがあります。
rate_limited_fix = 行うことはありません。{ $at } に再試行します。
rejected_title = 認証局が拒否しました。
rejected_why = 認証局の説明：{ $words }。
rejected_words = { $detail }（{ $problem }）
rejected_fix = まず、指摘された点を直してください。{ service } がお手伝いできます。
high_risk_title = この名前は手作業での確認が必要です。
high_risk_listed_why = 認証局は有名な名前を特に慎重に確認します。
high_risk_alike_why = { $name } は有名な名前に似ているため、慎重に確認されます。
high_risk_refused_why = 認証局が { $name } を詳しく確認したいとしています。
high_risk_fix = { $copy } の確認を { service } に依頼してください。
wrong_certificate_title = 別の証明書が応答しています。
wrong_certificate_why = { $address } のサーバーは { $names }{ $count ->
    [0] { "" }
   *[other] （ほか { $count } 件）
} の証明書{ by-issuer }を示しています。
wrong_certificate_nameless_why = { $address } のサーバーは名前のない証明書{ by-issuer }を示しています。
wrong_certificate_untrusted_why = { $address } のサーバーはブラウザーが信頼しない証明書{ by-issuer }を示しています。
by-issuer = { $issuer ->
    [unknown] { "" }
   *[other] （発行者 { $issuer }）
}
wrong_certificate_fix = { $copy } が以前のホストなら、そこで { $name } を削除してください。
hsts_title = 訪問者は証明書を待つ必要があります。
hsts_why = { $name } は、その下のすべての名前を安全な接続だけで開くようブラウザーに指示しています。
hsts_fix = 行うことはありません。証明書が届きしだい開けます。
target_broken_title = レコードの接続先にアドレスがありません。
target_broken_why = レコードの接続先は { $name } ですが、現在どこにも向いていません。
origin_title = ドメインの先のサイトが応答しません。
origin_why = ドメインは { service } に届きますが、そのサーバーがエラー { $status } を返しました。

## 所見：名前の帰属

taken_title = この名前はすでに接続されています。
taken_why = 別の接続が { $name } を使っています。お客様ご自身のものかもしれません。
taken_fix = そちらで { $copy } を削除するか、ここに示す TXT レコードを追加して移してください。
takeover_title = 終了した接続のレコードが残っています。
takeover_why = { $name } では何も提供されておらず、まだこちらに向いているため、他人に使われるおそれがあります。
takeover_fix = { host } で、名前 { $entered } の { $types } レコードを削除してください。

## レコードまでの道のり

use_both = www ありと www なしの両方を接続する
use_both_why = おすすめ：どちらを入力した訪問者も届きます。
move_here = このドメインは自分のものなので、ここに移す
move_why = レコードで証明していただきます。今の利用者には、移る前にお知らせします。
pair_why = 訪問者はこの名前を www ありでも www なしでも入力します。
pair_add = { $name } も接続する
pair_other = もう一つ：{ $name }
analysis_title = { $domain } を確認しています
analysis_why = 数秒で終わり、何も変更しません。
look_zone = ドメインを探しています
look_zone_found = ドメインは { $zone } です
look_zone_none = ドメインが見つかりませんでした
look_host = DNS 事業者を調べています
look_host_unknown = DNS 事業者は、名前を把握していないところです
look_records = 今あるレコードを読み取っています
look_records_none = { $name } にはまだ何もありません
look_records_some = { $name } のレコード：{ $count } 件
look_rules = 証明書のルール（CAA）を読み取っています
look_rules_good = こちらの証明書は許可されています
look_rules_bad = 証明書のルール（CAA）の変更が必要です
look_rules_unknown = 証明書のルール（CAA）を読み取れませんでした
look_conflicts = 妨げになるものを探しています
look_conflicts_none = 妨げになるものはありません
look_conflicts_some = 先に削除するレコード：{ $count } 件
full_names = 完全な名前を表示
full_names_why = DNS 事業者が { $zone } を自動で付けない場合
print = 印刷
send = 同僚に送る
send_why = 相手はこのレコードの閲覧と確認だけができます。リンクは 30 日間有効です。
send_make = リンクを作成
send_ready = リンクができました。このレコードを見てよい人にだけ渡してください。
send_mail = メールを書く
mail_subject = { $domain } の DNS レコード
mail_please = { $domain } に次の DNS レコードを追加してください。
mail_link = こちらからコピーでき、正しくなったかどうかも分かります：{ $link }
clear_pill = 削除対象
clear_mail = メールのレコード（MX）は妨げにならないので、そのまま残してください。
compared = 実際の値
compared_surplus = 余分：
compared_missing = 不足：
compared_legend = 取り消し線は余分、下線は不足です。
check_running = サーバーに問い合わせています。時間のかかるものもあります。
check_failed = 今は確認できませんでした。分かる限り、ドメインに問題はありません。
leave = このページは閉じてかまいません。確認を続け、公開されたら { $tenant } にお知らせします。
