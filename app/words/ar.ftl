# العربية: لغة هادئة ودقيقة ومهذّبة.

## أجزاء

at-host = لدى { $host ->
    [unknown] مزوّد DNS لديك
   *[other] { $host }
}
the-host = { $host ->
    [unknown] مزوّد DNS لديك
   *[other] { $host }
}
the-service = { $tenant ->
    [unknown] الخدمة
   *[other] { $tenant }
}
at-registrar = لدى مسجّل النطاق (حيث اشتريت النطاق)،
n-records = { $count ->
    [zero] لا سجلات
    [one] سجل واحد
    [two] سجلان
    [few] { $count } سجلات
    [many] { $count } سجلًا
   *[other] { $count } سجل
}
n-records-acc = { $count ->
    [zero] لا سجلات
    [one] سجلًا واحدًا
    [two] سجلين
    [few] { $count } سجلات
    [many] { $count } سجلًا
   *[other] { $count } سجل
}
n-right = { $count ->
    [zero] لا شيء صحيح
    [one] واحد صحيح
    [two] اثنان صحيحان
    [few] { $count } صحيحة
    [many] { $count } صحيحًا
   *[other] { $count } صحيح
}
n-missing = { $count ->
    [zero] لا شيء ناقص
    [one] واحد ناقص
    [two] اثنان ناقصان
    [few] { $count } ناقصة
    [many] { $count } ناقصًا
   *[other] { $count } ناقص
}

## القوائم والمدد والجمل

list_more = { $a } و{ $b }
list_last = { $a } و{ $b }
sentences = { $a } { $b }
span_seconds = { $count ->
    [zero] { $count } ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $count } ثوانٍ
    [many] { $count } ثانية
   *[other] { $count } ثانية
}
span_minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
span_hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
span_days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
time_until = { $time }، { $distance }

## الصفحة

title = اربط نطاقك
progress = التقدّم
step_domain = النطاق
step_records = السجلات
step_live = يعمل
axis_ownership = الملكية
axis_routing = التوجيه
axis_certificate = الشهادة
axis_live = يعمل
axis_done = ، تم،
axis_now = ، قيد التنفيذ،
language = اللغة
question = ما النطاق الذي تريد استخدامه؟
question_why = سنعرض لك بعد ذلك السجلات المطلوبة بالضبط. لا يتغيّر شيء قبل أن تضيفها.
question_bound = هذه الصفحة لهذا النطاق. لا يتغيّر شيء قبل أن تضيف السجلات.
example = مثلًا shop.example.com
we_use = سنستخدم { $name }
apex_advice = اسم في البداية مثل www أسهل في الربط ولا يمسّ بريدك الإلكتروني.
www_advice = من يكتب العنوان دون www لا يصل إلا إذا ربطت ذلك الاسم أيضًا.
go_on = متابعة
field_name = الاسم
field_value = القيمة
copy_name = نسخ الاسم { $text }
copy_value = نسخ القيمة { $text }
copy_text = نسخ { $text }
copied = تم النسخ
select = تم التحديد. اضغط Ctrl+C أو ⌘C للنسخ.
no_name = (اتركه فارغًا)
full_name = الاسم الكامل: { $name }
open_host = افتح DNS لدى { $host }
consent = يمكن لـ { $host } إضافة هذه السجلات نيابةً عنك. تعرض نافذة على { $place } ما سيتغير وتسألك أولًا.
consent_open = دع { $host } يضيفها
elsewhere = في مكان آخر؟
elsewhere_why = نقرأ هذا من خوادم الأسماء لنطاقك. إذا كنت تدير DNS في مكان آخر فاستخدم هناك الأسماء والقيم نفسها.
copy_all = نسخ الكل
zone_file = تنزيل ملف المنطقة
how_to = كيف تفعل ذلك لدى { $host }
what_we_saw = ما رأيناه
visible = أين يظهر
visible_why = نسأل كل خوادم مزوّد DNS لديك، ثم بعض الخوادم التي يسألها الزوار. هذه الأخيرة تحتفظ بنسخ لبعض الوقت.
column_server = الخادم
column_status = الحالة
column_values = ما لديه
asked = سُئل { $at }
authorities = خوادم مزوّد DNS لديك
resolvers = خوادم يسألها الزوار
seen_right = صحيح
seen_beside = قيمة أخرى إلى جانبه
seen_nothing = لا شيء بعد
seen_other = قيمة أخرى
seen_old = إجابة قديمة
seen_unknown = لا إجابة
seen_until = حتى { $at }
last_look = آخر فحص { $at }.
looking = نفحص للمرة الأولى.
check_now = افحص الآن
help = المساعدة
open_domain = افتح { $domain }
done = تم
kept = نحن نتابعه: إذا تغيّرت السجلات فسنُعلم { the-service }.
records_kept = السجلات التي يجب أن تبقى
records_ended = السجلات
domains = نطاقاتك
all_domains = كل النطاقات
another = ربط نطاق آخر
again = اربطه من جديد
remove = إزالة هذا النطاق
remove_why = يتوقف عن العمل هنا فورًا. تبقى سجلات DNS لديك كما هي.
remove_now = إزالة
session_ending = تنتهي هذه الجلسة خلال { $left }
session_ended = انتهت هذه الجلسة. ما زال بإمكانك قراءة كل شيء ونسخه، ونحن نواصل الفحص.
open_again = افتح من جديد
offline = لا يوجد اتصال. نواصل الفحص، وستُحدَّث هذه الصفحة من تلقاء نفسها.
away = لا يمكننا الوصول إلى خادمنا. على حد علمنا، نطاقك سليم.
close = إغلاق
no_script = لا تُحدَّث هذه الصفحة هنا من تلقاء نفسها. استخدم «افحص الآن» للفحص مرة أخرى.
spoken = { $title }. { $records }
spoken_record = { $type }: { $status }.

## حالة الربط

state_waiting = بانتظار سجلاتك
state_last = بانتظار السجل الأخير
state_certificate = جارٍ إصدار الشهادة
state_live = يعمل
state_drifted = يحتاج إلى انتباهك
state_stalled = متوقف
state_failed = تعذّر الربط
state_archived = لم يعد مربوطًا
live_title = { $domain } يعمل الآن
live_why = مؤمَّن منذ { $at }. أبقِ { $count ->
    [1] السجل في مكانه
    [2] السجلين في مكانهما
   *[other] جميع السجلات في مكانها
}، فمن دون ذلك يتوقف النطاق عن العمل هنا.
drifted_title = { $domain } يحتاج إلى انتباهك
drifted_why = تغيّرت سجلاته. أعدها كما هو موضّح هنا ليستمر النطاق في العمل.
failed_title = تعذّر ربط { $domain }
failed_rejected = رفضت هيئة الشهادات، وهي الجهة التي تصدر الشهادات، إصدار شهادة لهذا الاسم.
failed_gone = لم يعد النطاق موجودًا.
failed_ask = يُرجى سؤال { the-service }.
high_risk = يحتاج هذا الاسم إلى فحص يدوي. هيئات الشهادات تدقّق أكثر في الأسماء المعروفة.
archived_title = لم يعد { $domain } مربوطًا
archived_why = يمكنك إزالة السجلات أدناه. النطاق متاح للربط من جديد.
archived_expired = لم يثبت أحد خلال 14 يومًا أن النطاق ملكه، لذا توقفنا عن الفحص. يمكن ربطه من جديد.
archived_idle = لم يتغير شيء لفترة طويلة، لذا توقفنا عن الفحص. يمكن ربط النطاق من جديد.
archived_transferred = أثبت حساب آخر أن النطاق ملكه، وهو يعمل هناك الآن. احذف فقط السجلات التي لم يعد أحد يحتاجها.
moves_title = ينتقل { $domain } إلى هنا
moves_why = أثبتَّ أنه ملكك، وأُبلغ الحساب الذي يملكه الآن. ينتقل من تلقاء نفسه ({ $at }). احتفظ بسجل TXT حتى ذلك الحين.
issuing_title = جارٍ إصدار الشهادة للنطاق { $domain }
issuing_why = سجلاتك صحيحة، ولم يبقَ ما تفعله. يستغرق ذلك نحو دقيقة.
stalled_certificate_title = { $domain } بانتظار شهادته
stalled_certificate_why = أبقِ سجلاتك في مكانها. السبب موضّح أدناه.
stalled_title = لم يتغيّر شيء بالنسبة إلى { $domain } منذ مدة
stalled_why = السجلات أدناه ما زالت مطلوبة. نواصل الفحص، لكن بوتيرة أقل.
stalled_right_why = السجلات صحيحة. نواصل الفحص، لكن بوتيرة أقل.
correct_title = { n-records } للتصحيح
correct_why = ما يجب تغييره موضّح أسفل السجل.
correct_missing = بالإضافة إلى ذلك: { n-missing }.
correct_found = { n-right }. ما يجب تغييره موضّح أدناه.
all_found_title = { $count ->
    [1] عُثر على السجل
    [2] عُثر على السجلين
   *[other] عُثر على جميع السجلات ({ $count })
}
all_found_why = لم يبقَ ما تفعله. ننتظر حتى تصل إلى كل خادم نسأله.
to_go_title = بقي { n-records } للنطاق { $domain }
to_go_why = { n-right } بالفعل. ستصبح هذه الصفحة خضراء من تلقاء نفسها.
add_title = أضف { n-records-acc } للنطاق { $domain }
add_why = تضيفها حيث تدير DNS. نحن نفحص بالفعل: ستصبح هذه الصفحة خضراء من تلقاء نفسها، عادةً خلال ثوانٍ.
waits_record = بانتظار السجل
waits_certificate = في الطريق
waits_long = ليس بعد
waits_routing = بعد التوجيه
waits_ownership = بعد الملكية
waits_serving = بعد ذلك بنحو دقيقة
broken_since = معطّل منذ { $at }
routing_count = { $found } من { $wanted } سجلات صحيحة
checked = { $what } تم الفحص { $at }.
check_live = { $domain } يعمل، وسجلاته صحيحة.
check_certificate = السجلات صحيحة، والشهادة في الطريق.
check_over = لم يعد هذا النطاق يُفحص.
looked_wrong = { $count ->
    [zero] لا شيء خاطئ
    [one] واحد غير صحيح بعد
    [two] اثنان غير صحيحين بعد
    [few] { $count } غير صحيحة بعد
    [many] { $count } غير صحيح بعد
   *[other] { $count } غير صحيح بعد
} على خوادم { the-host }.
looked_none = ليس بعد على خوادم { the-host }.
looked_some = { $found } من { $wanted } على خوادم { the-host }؛ { n-missing }.
looked_all = جميع السجلات موجودة على خوادم { the-host }.
purpose_ownership = يثبت أن النطاق لك
purpose_routing = يوجّه الزوار إلى { the-service }
purpose_certificate = يسمح بالشهادة
purpose_redirect = يقود اسمًا ثانيًا إلى هنا
purpose_email = يوصل بريدك الإلكتروني
record_missing = بانتظارك
record_wrong = ليس صحيحًا بعد
record_published = موجود { at-host }
record_everywhere = ظاهر في كل مكان
banner_host = DNS الخاص بك لدى { $host }
banner_zone = أضفها حيث يُدار DNS الخاص بالنطاق { $zone }

## كيف تُضاف السجلات

how_sign_in = سجّل الدخول { at-host } وافتح سجلات DNS { $zone ->
    [unknown] لنطاقك
   *[other] للنطاق { $zone }
}.
how_add = اختر إضافة سجل، ثم حدّد النوع الموضّح على البطاقة.
how_name = الصق الاسم في «{ $field }». { $names ->
    [full] أدخله كاملًا، مع نطاقك في آخره.
   *[short] اترك نطاقك في آخره دون كتابته.
}
how_value = الصق القيمة في «{ $field }»، ثم احفظ.
how_value_card = الصق القيمة في الحقل الذي تسمّيه البطاقة، ثم احفظ.
how_dot = النقطة في آخر قيمة CNAME جزء منها.
how_quotes = علامتا الاقتباس حول قيمة TXT جزء منها.
how_switch = اضبط «{ $switch }» على «{ $off }».
how_ttl = إذا طلب { $host } قيمة TTL (مدة الاحتفاظ بالنسخ) فأدخل { $seconds } ثانية.
how_ttl_lowest = قد يعرض { the-host } قيمة TTL (مدة الاحتفاظ بالنسخ): أقل قيمة متاحة مناسبة.
how_to_any = كيف تضيف هذه السجلات

## ماذا تعني هذه الكلمات

words = ماذا تعني هذه الكلمات
word_dns = DNS: دليل الإنترنت. يخبر المتصفحات والبريد إلى أين يقود نطاقك.
word_host = مزوّد DNS: الشركة التي تحفظ سجلات نطاقك، وغالبًا حيث اشتريته.
word_server = خادم الأسماء: حاسوب لدى مزوّد DNS يجيب عن الأسئلة المتعلقة بنطاقك.
word_record = السجل: مُدخَل واحد لنطاقك، له نوع واسم وقيمة.
word_txt = TXT: سجل يحمل نصًا، مثل الرمز الذي يثبت أن النطاق لك.
word_cname = CNAME: سجل يجعل اسمًا اسمًا بديلًا لاسم آخر.
word_a = A وAAAA: سجلات تحمل عنوانًا، من النوع القديم (IPv4) والجديد (IPv6).
word_wildcard = السجل العام: سجل يجيب عن كل اسم ليس له سجل خاص به.
word_zone = ملف المنطقة: كل السجلات على شكل نص، يستطيع كثير من مزوّدي DNS استيراده.
word_certificate = الشهادة: ما يجعل الاتصال بنطاقك آمنًا. تصدرها هيئة شهادات.
word_proxy = الوكيل (Proxy): خادم في الوسط يصل إليه الزوار بدلًا من خادمنا.
word_registry = السجل الرسمي للنطاقات: يدير امتدادًا مثل ‎.com ويعرف خوادم الأسماء لكل نطاق.
word_cache = ذاكرة التخزين المؤقت (Cache): نسخ من الإجابات تُحفظ لفترة لا يسأل خلالها أحد من جديد.
word_redirect = إعادة التوجيه: إجابة ترسل الزوار إلى عنوان آخر.

## لماذا رُفض النطاق

problem_letters = هنا أحرف لا يمكن أن تكون في نطاق. يُسمح بالحروف والأرقام والشرطات.
problem_suffix = { $name } مشترك بين الجميع. أدخل اسمًا خاصًا بك تحته.
problem_other = هذه الصفحة مخصّصة للنطاق { $name } وحده. ارجع لربط نطاق آخر.
problem_not_allowed = لا يمكن إضافة نطاق آخر من هنا.
problem_taken = هذا النطاق مربوط بالفعل أو ينتظر الربط. أزله من هناك أولًا.
problem_too_many = نطاقات كثيرة بانتظار سجلاتها. أكمل أحدها أو أزله أولًا.
problem_no_room = لا يمكن لـ { the-service } استقبال نطاق آخر الآن. يُرجى سؤالهم.
problem_ours = حدث خطأ لدينا. لم يُفقد شيء؛ يُرجى المحاولة بعد دقيقة.
name_empty = أدخل النطاق الذي تريد استخدامه.
name_too_long = طول هذا الاسم { $count } حرف. الحد الأقصى 253.
name_dots = توجد نقطتان متتاليتان، أو نقطة في البداية.
name_part_too_long = الجزء { $part } طويل جدًا. الحد الأقصى لكل جزء 63 حرفًا.
name_part_bad = الجزء { $part } فيه أحرف غير مناسبة. يُسمح بالحروف والأرقام والشرطات.
name_address = { $name } عنوان IP. أدخل اسمًا مثل shop.example.com.
name_single = { $name } جزء واحد من اسم. أدخله كاملًا، مثل shop.example.com.

## لماذا لا توجد جلسة

no_page_title = هذه الصفحة غير موجودة
no_page_why = العنوان غير مكتمل أو لم يُستخدم قط. ارجع إلى حيث أتيت وافتحه من جديد.
over_title = انتهت هذه الجلسة
over_why = ارجع إلى حيث أتيت وافتحها من جديد. نواصل فحص نطاقك.
link_over_title = انتهت صلاحية هذا الرابط
link_over_why = اطلب رابطًا جديدًا ممن أرسله إليك. نواصل فحص النطاق.
consent_given_title = يمكنك إغلاق هذه النافذة
consent_given_why = يضيف مزود DNS لديك السجلات الآن. الصفحة التي جئت منها تتحقق منها.
consent_stopped_title = لم يتغير شيء
consent_stopped_why = توقفت قبل إضافة أي سجل. أغلق هذه النافذة للمحاولة من جديد، أو لإضافة السجلات بنفسك.
consent_refused_title = لم يضف مزود DNS لديك السجلات
consent_refused_why = أغلق هذه النافذة وأضفها بنفسك. الصفحة التي جئت منها توضح الطريقة.
no_consent_title = هذا غير ممكن الآن
no_consent_why = لا يجيب مزود DNS لديك، أو لا يقدم هذا لنطاقك. أغلق هذه النافذة وأضف السجلات بنفسك.
ours_title = حدث خطأ لدينا
ours_why = لا مشكلة في نطاقك على حد علمنا. يُرجى المحاولة بعد دقيقة.

## ما رأيناه

asked_dns = سألنا { $server }{ $transport ->
    [tcp] { " " }عبر TCP
   *[udp] { "" }
} عن { $question }، في { $at }:
may_be_kept = يمكن الاحتفاظ بها { $span } (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = لا شيء من هذا النوع هناك
rcode_nxdomain = لا شيء هناك: الاسم غير موجود
rcode_servfail = أخفق الخادم
rcode_refused = الخادم لا يريد الإجابة
rcode_lame = الخادم غير مسؤول عن النطاق
rcode_timeout = لا إجابة في الوقت المحدد
rcode_formerr = إجابة لا يمكن قراءتها
rcode_other = لا إجابة
remark = يلاحظ الخادم: { $reason ->
    [old] هذه إجابة قديمة
    [signatures] توقيعات النطاق غير متطابقة
    [remembered] الخطأ محفوظ من قبل
    [blocked] الاسم محجوب هناك
    [unreachable] تعذّر الوصول إلى خوادم النطاق
   *[unusual] كان هناك أمر غير معتاد
} (EDE { $code }).
asked_page = فتحنا { $url } على { $address }، في { $at }:
hop = الحالة { $status }{ $server ->
    [unknown] { "" }
   *[other] { " " }من { $server }
} على { $address }{ $location ->
    [unknown] { "" }
   *[other] ، ثم إلى { $location }
}.
visit_marker = أجاب هناك خادمنا، بعلامته.
visit_unchecked = أجاب هناك خادم لنا لم نستطع التحقق من علامته.
visit_answered = لا تحمل الإجابة علامتنا.
visit_refused = رُفض الاتصال.
visit_timed_out = لم تصل إجابة في الوقت المحدد.
visit_broken = انقطع الاتصال، أو ما وصل ليس صفحة ويب.
visit_forbidden = قاد إلى عنوان لا نزوره.
visit_nowhere = قاد إلى اسم بلا عنوان.
visit_circle = عاد بنا إلى حيث كنا من قبل.
visit_too_many = توقفنا بعد عشر عمليات إعادة توجيه.
asked_certificate = طلبنا من { $address } شهادة { $subject }، في { $at }:
tls_none = ليس لدى الخادم شهادة لهذا الاسم.
tls_broken = ما وصل ليس اتصالًا آمنًا.
tls_forbidden = هذا عنوان لا نزوره.
cert_nameless = شهادة بلا اسم.
cert_covers = شهادة لهذا الاسم: { $names }.
cert_others = شهادة لأسماء أخرى: { $names }.
cert_issuer = أصدرها { $issuer }.
cert_until = صالحة حتى { $at }.

## النتائج: الملكية

ownership_missing_title = الرمز غير موجود بعد.
ownership_missing_why = لا يوجد سجل TXT عند { $name }.
ownership_missing_fix = أضف سجل TXT بالاسم { $entered }.
ownership_mismatch_title = للرمز قيمة أخرى.
ownership_mismatch_why = توجد قيمة أخرى عند { $name }.
ownership_mismatch_empty = القيمة عند { $name } فارغة.
ownership_mismatch_lacks = عند { $name } توجد { $value } دون آخرها { $end }.
ownership_mismatch_extra = عند { $name } توجد { $value }: آخرها { $end } زائد.
ownership_mismatch_older = عند { $name } توجد { $value }، وهو رمز أقدم أو رمز آخر.
ownership_mismatch_else = عند { $name } توجد { $value }، وهي شيء آخر.
ownership_mismatch_fix = استبدل القيمة بـ { $wanted }.
ownership_at_wrong_name_title = القيمة صحيحة والمكان خاطئ.
ownership_at_wrong_name_why = الرمز موجود عند { $found }، ونحن نبحث عنه عند { $name }.
ownership_at_wrong_name_fix = انقله: الاسم { $entered }.
ownership_quoted_title = في القيمة أحرف زائدة.
ownership_quoted_why = القيمة عند { $name } بما فيها من علامات اقتباس أو فراغات أو نقاط هي { $found }.
ownership_quoted_fix = أدخل القيمة من دونها: { $wanted }.
ownership_wildcard_title = سجل عام يجيب بدل الرمز.
ownership_wildcard_why = سجل CNAME عند { $wildcard } يجعل { $name } يقود إلى { $target }.
ownership_wildcard_fix = أبقِ السجل العام، وأضف سجل TXT بالاسم { $entered }.
ownership_hidden_title = سجل آخر يحجب الرمز.
ownership_hidden_why = { $name } اسم بديل (CNAME) لـ { $target }، لذا لا يظهر أي رمز هناك.
ownership_hidden_fix = احذف سجل CNAME بالاسم { $entered }، ثم أضف سجل TXT هناك.
name_doubled_title = أُدخل الاسم مرتين.
name_doubled_why = يضيف { the-host } «{ $zone }» تلقائيًا، فاستقر السجل عند { $found }.
name_doubled_fix = غيّر الاسم إلى { $entered }.

## النتائج: التوجيه

routing_missing_title = النطاق لا يقود إلى أي مكان بعد.
routing_missing_why = لا يوجد عنوان (A، AAAA) ولا اسم بديل (CNAME) عند { $name }.
routing_missing_fix = أضف السجل الموضّح هنا بالاسم { $entered }.
change_value = غيّر القيمة إلى { $wanted }.
zone_appended_title = أُضيف نطاقك إلى القيمة.
zone_appended_why = أضافه { the-host } تلقائيًا، لذا يقود { $name } إلى { $found }.
zone_appended_fix = غيّر القيمة إلى { $wanted }، مع النقطة في آخرها.
typo_title = في القيمة خطأ كتابي.
typo_why = { $name } يقود إلى { $found }، وهذا قريب من الصواب.
wrong_target_title = يقود إلى مكان آخر.
wrong_target_why = { $name } يقود إلى { $found }.
cname_multiple_title = عدة سجلات CNAME ({ $count }) عند اسم واحد.
cname_multiple_why = لا يُعتدّ إلا باسم بديل واحد (CNAME)، و{ $name } يقود إلى { $found }.
cname_multiple_fix = احذف سجل CNAME إلى { $others }. أبقِ السجل إلى { $wanted }.
cname_multiple_none_fix = احذفها كلها إلا واحدًا، وغيّر قيمته إلى { $wanted }.
cname_at_apex_title = لا يمكن وضع CNAME هنا.
cname_at_apex_why = في بداية نطاقك يحجب الاسم البديل (CNAME) إلى { $target } البريد وخوادم الأسماء.
cname_at_apex_alias_fix = أضف { at-host } سجل اسم بديل (ALIAS أو ANAME) إلى { $target }، أو اربط { $www } بدلًا منه.
cname_at_apex_fix = استبدل { at-host } كل سجل CNAME بالاسم { $entered } بالسجلات الموضّحة هنا.
cname_conflict_title = سجلات أخرى تعترض الطريق.
cname_conflict_mail_title = سجلات البريد تعترض الطريق.
cname_conflict_why = يجب أن يكون الاسم البديل (CNAME) وحده، ولدى { $name } أيضًا { $types }.
cname_conflict_fix = احذف { at-host } سجلات { $types } بالاسم { $entered }.
cname_conflict_mail = عندئذ يتوقف البريد إلى { $name }؛ للاحتفاظ به اربط اسمًا آخر.
cname_indirect_title = يعمل عبر اسم آخر.
cname_indirect_why = { $name } يقود إلينا عبر { $via }.
cname_indirect_fix = لا يلزم فعل شيء. أبقِ { $via } في مكانه، فمن دونه يتوقف النطاق عن العمل.
cname_flattened_title = العناوين صحيحة.
cname_flattened_why = يجيب { the-host } عن { $name } بعناوين بدل اسم بديل (CNAME).
cname_flattened_fix = لا يلزم فعل شيء. هذا يُعدّ صحيحًا.
proxied_title = وكيل { $by } يحجب سجلك.
proxied_why = عناوين { $name } تعود إلى { $by }، ولا يمكن الوصول إلينا هناك.
proxied_fix = أوقف لدى { $by } الوكيل (CDN) للاسم { $entered }.
proxied_cloudflare_fix = في Cloudflare DNS، حوّل سحابة { $entered } من البرتقالي إلى الرمادي («DNS only»).
proxied_through_title = يعمل عبر وكيل { $by }.
proxied_through_why = يقف { $by } بين زوار { $name } وبيننا، وقد يعيق ذلك الشهادات.
proxied_through_fix = للأمان: { $fix }
provider_forwarding_title = صفحة حجز أو إعادة توجيه تجيب.
provider_forwarding_why = عنوان { $name } هو { $found }، وهي صفحة { $by }.
provider_forwarding_fix = أوقف لدى { $by } إعادة التوجيه والحجز للاسم { $entered }، ثم أضف السجل الموضّح هنا.
cname_loop_title = السجلات تدور في حلقة.
cname_loop_why = باتباعها من { $name } وصلنا إلى { $at } مرتين.
cname_loop_here_fix = غيّر سجل CNAME عند { $at } إلى القيمة الموضّحة هنا.
cname_loop_fix = غيّر سجل CNAME عند { $at } بحيث يقود إلى الأمام.
cname_chain_broken_title = السجلات لا تنتهي إلى مكان.
cname_chain_broken_why = { $name } يقود إلى { $at }، وهو غير موجود.
cname_chain_broken_fix = أضف سجلًا للاسم { $at }، أو استخدم القيمة الموضّحة هنا.
target_gone_title = الوجهة غير موجودة.
tenant_repairs = لا يلزمك فعل شيء. الإصلاح على { the-service }.
tenant_changes = لا يلزمك فعل شيء. تغيير هذه القاعدة على { the-service }.
cname_chain_long_title = الطريق إلينا طويل.
cname_chain_long_why = عدد الأسماء بين { $name } وبيننا: { $count }، وبعض الخوادم تستسلم قبل ذلك.
cname_chain_long_fix = اجعل { $entered } يقود مباشرة إلى القيمة الموضّحة هنا.
wildcard_masks_title = سجل عام يجيب عن هذا الاسم.
wildcard_masks_why = السجل { $wildcard } يشمل كل الأسماء التي لا سجل لها، ومنها { $name }.
wildcard_masks_fix = أضف السجل الموضّح هنا بالاسم { $entered } ليدوم ذلك.
mail_shadowed_title = هذا التغيير سيوقف بريدك.
mail_shadowed_why = اسم بديل (CNAME) هنا سيحجب سجلات البريد ({ $types }) الخاصة بـ { $name }.
mail_shadowed_apex_fix = استخدم سجل A أدناه بدلًا منه.
mail_shadowed_fix = اربط اسمًا آخر مثل { $www }، أو انقل البريد أولًا.
answers_vary_title = الإجابة تتغيّر من حين إلى آخر.
answers_vary_why = يُرسل بعض زوار { $name } إلى { $wrong }.
answers_vary_fix = غيّر { at-host } كل صيغة للاسم { $entered } (حسب المنطقة أو بالتناوب) إلى القيمة الموضّحة هنا.
https_record_title = سجل HTTPS يقود إلى مكان آخر.
https_record_why = تتبعه المتصفحات الحديثة: يقول عن { $name } ما يلي { $found }، وهذا ليس لنا.
https_record_fix = احذف { at-host } السجل من نوع HTTPS بالاسم { $entered }.
address_private_title = هذا العنوان ليس على الإنترنت.
address_private_why = لدى { $name } العنوان { $found }، وهو يعمل داخل الشبكات الخاصة فقط.
replace_fix = استبدل { at-host } { $found } بالقيمة الموضّحة هنا.
www_not_covered_title = الاسم مع www غير مربوط.
www_not_covered_why = زوار { $name } { $place ->
    [somewhere] يصلون إلى مكان آخر
   *[nowhere] لا يصلون إلى أي مكان
}.
www_not_covered_fix = اربط { $name } أيضًا، أو أعد توجيهه { at-host }.
address_wrong_title = يقود إلى خادم آخر.
address_wrong_why = عنوان { $name } هو { $found }، وهو ليس لنا.
address_wrong_known_title = ما زال يقود إلى { $whose }.
address_wrong_known_why = عنوان { $name } هو { $found }، وهو يعود إلى { $whose }.
address_extra_title = عنوان قديم بجانب الجديد.
address_extra_why = سيصل بعض زوار { $name } إلى { $found } بدلًا من ذلك.
address_extra_fix = احذف { at-host } { $count ->
    [1] السجل الذي فيه
   *[other] السجلات التي فيها
} { $found }.
aaaa_leftover_title = { $count ->
    [1] عنوان IPv6 قديم ما زال موجودًا.
   *[other] عناوين IPv6 قديمة ما زالت موجودة.
}
aaaa_leftover_why = سيصل كثير من زوار { $name } إلى مضيفك السابق.
aaaa_leftover_fix = احذف { $count ->
    [1] سجل AAAA
   *[other] سجلات AAAA
} { $found }.

## النتائج: الانتشار

versions-part = { $old ->
    [unknown] { "" }
   *[other] { " " }(الإصدار { $old } بدل { $new })
}
authorities_disagree_title = { $count ->
    [1] أحد خوادم مزوّد DNS لديك متأخر.
   *[other] بعض خوادم مزوّد DNS لديك متأخرة.
}
authorities_disagree_why = لم يصل التغيير { $since ->
    [hour] منذ ساعة
   *[now] بعد
} إلى { $servers }{ versions-part }.
authorities_disagree_fix = لا يلزم فعل شيء خلال الساعة القادمة.
authorities_disagree_lasting_fix = اسأل { the-host } لماذا لم يصل التغيير إلى { $servers }.
ttl_high_title = مدة الاحتفاظ بالنسخ القديمة: { $span }.
ttl_high_why = السجل عند { $name } يسمح بذلك: قيمة TTL (مدة الاحتفاظ بالنسخ) هي { $ttl } ثانية.
ttl_high_fix = قبل تغيير { $entered } اضبط TTL على { $short } وانتظر: { $span }، وإلا جاء الانتظار بعد ذلك.
edited_elsewhere_title = السجل لدى مزوّد DNS آخر.
edited_elsewhere_why = هو على { $found }، أما المسؤول عن نطاقك فهو { $servers }.
edited_elsewhere_fix = أضف لدى { $host } السجل بالاسم { $entered }.
edited_elsewhere_unknown_fix = أضف السجل بالاسم { $entered } لدى الشركة التي تشغّل { $servers }.
nameservers_changing_title = نطاقك ينتقل إلى مزوّد DNS آخر.
nameservers_changing_why = بعضهم يسأل { $parent } عن { $name }، وبعضهم يسأل { $child }.
nameservers_changing_fix = أدخل السجلات لدى مزوّدَي DNS كليهما. قد يستغرق الانتقال { $span }.
stale_cache_title = { $what ->
    [address] العنوان القديم ما زال محفوظًا
    [value] القيمة القديمة ما زالت محفوظة
   *[answer] الإجابة القديمة ما زالت محفوظة
}.
stale_cache_why = يحتفظ { $resolver } بنسخة من سجلك السابق طوال المدة التي سمح بها.
stale_cache_fix = لا يلزم فعل شيء. تختفي آخر نسخة في { $at }.
stale_cache_latest_fix = لا يلزم فعل شيء. ينبغي أن تختفي آخر نسخة قبل { $at }.
stale_cache_sometime_fix = لا يلزم فعل شيء. تختفي آخر نسخة من تلقاء نفسها.
negative_cache_title = وصل إلى { $host ->
    [unknown] مزوّدك
   *[other] { $host }
}، وبعض النسخ قديمة.
negative_cache_why = فحص { $resolver } قبل أن تضيفه، وهو يتذكّر «لا شيء هناك».
negative_cache_fix = لا يلزم فعل شيء. يفحص من جديد في { $at }.
negative_cache_latest_fix = لا يلزم فعل شيء. ينبغي أن يفحص من جديد قبل { $at }.
negative_cache_sometime_fix = لا يلزم فعل شيء. يفحص من جديد من تلقاء نفسه.

## النتائج: النطاق

not_registered_title = هذا النطاق غير مسجّل.
not_registered_why = السجل الرسمي للنطاقات لا يعرف { $name }.
not_registered_fix = تحقّق من كتابة { $copy }، أو سجّله أو جدّده.
hold_expired_title = انتهت صلاحية نطاقك.
hold_expired_why = انتهى تسجيل { $name }.
hold_expired_at_why = انتهى تسجيل { $name } في { $at }.
hold_expired_fix = { at-registrar } جدّد { $copy }. يعود خلال يوم.
hold_registrar_title = مسجّل النطاق يوقف نطاقك.
hold_registrar_why = { $name } مسجّل، لكن المسجّل أوقفه.
hold_registrar_fix = اسأل المسجّل لماذا أُوقف { $copy }. كثيرًا ما يكون السبب رسالة تأكيد عنوان لم يُجب عنها أو فاتورة لم تُدفع.
hold_registry_title = السجل الرسمي يوقف نطاقك.
hold_registry_why = { $name } مسجّل، لكن السجل الرسمي للنطاقات أوقفه.
hold_registry_fix = اسأل المسجّل لماذا أُوقف { $copy }: هو وحده يستطيع سؤال السجل الرسمي.
no_delegation_title = ليس لنطاقك خوادم أسماء.
no_delegation_why = السجل الرسمي للنطاقات يعرف { $name }، لكنه لا يعرف خادمًا يجيب عنه.
no_delegation_fix = { at-registrar } أدخل خوادم الأسماء لمزوّد DNS لديك للنطاق { $copy }.
delegation_mismatch_title = قائمتا خوادم الأسماء مختلفتان.
delegation_mismatch_parent_why = السجل الرسمي وحده يذكر { $parent }، ومزوّد DNS لديك لا يذكرها.
delegation_mismatch_child_why = مزوّد DNS لديك وحده يذكر { $child }، والسجل الرسمي لا يذكرها.
delegation_mismatch_both_why = السجل الرسمي وحده يذكر { $parent }، ومزوّد DNS لديك وحده يذكر { $child }.
delegation_mismatch_parent_fix = { at-registrar } أزل { $parent } للنطاق { $name }.
delegation_mismatch_child_fix = { at-registrar } أضف { $child } للنطاق { $name }.
delegation_mismatch_both_fix = { at-registrar } أزل { $parent } وأضف { $child } للنطاق { $name }.
dnssec_title = توقيعات نطاقك غير متطابقة.
dnssec_why = الخوادم التي تتحقق من التوقيعات (DNSSEC) ترفض { $name }.
dnssec_key_why = لدى السجل الرسمي مفتاح (سجل DS) ليس من مفاتيح { $name }.
dnssec_unsigned_why = يقول السجل الرسمي إن { $name } موقَّع (DNSSEC)، وهو ليس كذلك.
dnssec_expired_why = انتهت توقيعات (DNSSEC) { $name } في { $at }.
dnssec_early_why = توقيعات (DNSSEC) { $name } لا تسري إلا من { $at }.
dnssec_key_fix = { at-registrar } احذف المفتاح (سجل DS) للنطاق { $copy }.
dnssec_fix = اطلب من { the-host } توقيع { $copy } من جديد، أو احذف مفتاحه (سجل DS) لدى مسجّل النطاق.
lame_all_title = لا خادم يجيب عن نطاقك.
lame_title = خادم مذكور لا يعرف نطاقك.
lame_why = ينبغي أن يجيب { $servers } عن { $name }، ولا إجابة من هناك.
lame_all_fix = { at-registrar } تحقّق من خوادم الأسماء للنطاق { $copy }.
lame_fix = { at-registrar } أزل { $servers }، أو اطلب إصلاح ذلك.
unreachable_title = { $count ->
    [1] أحد خوادم مزوّد DNS لديك صامت.
   *[other] بعض خوادم مزوّد DNS لديك صامتة.
}
unreachable_why = لم تصل إجابة عن { $name } من { $servers }.
unreachable_fix = لا يلزم فعل شيء الآن. إذا استمر ذلك فاسأل { the-host } عن { $servers }.
lookup_failed_title = أخفق فحصنا.
lookup_failed_why = لا مشكلة في نطاقك على حد علمنا.
lookup_failed_fix = لا يلزم فعل شيء. سنحاول من جديد من تلقاء أنفسنا.

## النتائج: الشهادة

caa_none_title = نطاقك لا يسمح بأي شهادة.
caa_only_title = نطاقك لا يسمح إلا بشهادات { $issuer }.
caa_others_title = نطاقك لا يسمح بشهاداتنا.
caa_target_title = وجهة السجل تمنع شهاداتنا.
caa_why = قاعدة (CAA) عند { $name } تمنعنا من الحصول على شهادة.
caa_fix = أضف هذا السجل إلى جانبها: CAA { $record }.
caa_lookup_title = سؤال عن الشهادات لا يجد إجابة.
caa_lookup_why = لا يذكر { the-host } عند { $name } من يحق له إصدار الشهادات (CAA)، فلن يصدرها أحد.
caa_lookup_fix = اطلب من { the-host } الإجابة عن أسئلة من نوع CAA للنطاق { $copy }.
caa_critical_title = قاعدة شهادات غير مفهومة.
caa_critical_why = القاعدة (CAA) عند { $name } ملزمة، ووسمها { $tag } غير معروف.
caa_critical_fix = احذف سجل CAA ذا الوسم { $tag } عند { $name }.
caa_malformed_title = قاعدة شهادات لا يمكن قراءتها.
caa_malformed_why = قيمة القاعدة (CAA) عند { $name } هي { $value }.
caa_malformed_fix = غيّر القيمة إلى { $clean } دون علامات اقتباس أو فراغات، أو احذف السجل.
caa_malformed_again_fix = أدخل القيمة من جديد دون علامات اقتباس أو فراغات زائدة، أو احذف السجل.
caa_bound_title = قاعدة شهادات لحساب آخر.
caa_bound_why = القاعدة (CAA) عند { $name } تحدّد حسابًا أو طريقة فحص: { $value }.
caa_bound_fix = إذا لم تصل شهادة فأضف إلى جانبها: CAA { $record }.
intercepted_title = شيء ما يجيب قبلنا.
intercepted_why = مخزن مؤقت أو وكيل{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} أمام { $name } يجيب عن فحص الشهادة.
intercepted_fix = دع { $folder } يمر دون تخزين مؤقت أو إعادة توجيه.
http_refused_why = يرفض { $address } زيارات { $name } عبر http العادي (المنفذ 80).
http_silent_why = لا يجيب { $address } عن { $name } عبر http العادي (المنفذ 80).
http_ours_title = خادمنا لا يجيب.
http_ours_fix = لا يلزمك فعل شيء. نحن نهتم بالأمر.
http_title = لا شيء يجيب عند { $family ->
    [v6] عنوان IPv6 هذا
   *[v4] هذا العنوان
}.
http_fix = استبدل { $address } بالقيمة الموضّحة هنا، أو افتح المنفذ 80 هناك.
redirect_loop_title = عمليات إعادة التوجيه تدور في حلقة.
redirect_loop_why = زيارة { $url } تُحوَّل مرة بعد مرة، ثم تعود إلى { $at }.
redirect_loop_fix = أزل إعادة التوجيه عند { $at }. إذا كان مصدرها وكيلًا فاضبط تشفيره على «Full (strict)».
acme_wrong_title = سجل الشهادة يقود إلى مكان آخر.
acme_wrong_why = { $name } يقود إلى { $found }، فلا يمكن أن ينجح الفحص.
acme_wrong_fix = غيّر قيمة { $entered } إلى { $wanted }.
acme_missing_title = سجل الشهادة غير موجود بعد.
acme_missing_why = الاسم الذي فيه نجمة (*) يُفحص عبر { $name }.
acme_missing_fix = أضف سجل CNAME بالاسم { $entered } والقيمة { $wanted }.
acme_leftover_title = بقيت سجلات من شهادة أخرى.
acme_leftover_why = فحص جهة أخرى ترك سجلات { $types } عند { $name }.
acme_leftover_fix = احذف سجلات { $types } بالاسم { $entered }، ما لم تكن خدمة أخرى تحتاج إليها.
timed_out_title = استغرقت الشهادة وقتًا طويلًا.
timed_out_order_why = تعذّر تقديم الطلب في الوقت المحدد.
timed_out_check_why = لم يتلقَّ الفحص الخارجي إجابة خلال 3 دقائق.
timed_out_issue_why = لم تصل شهادة في الوقت المحدد.
timed_out_deploy_why = لم تصل الشهادة إلى خوادمنا في الوقت المحدد.
timed_out_delete_why = لم تُزَل الشهادة القديمة في الوقت المحدد.
timed_out_fix = أصلح أولًا أي نقطة أخرى موضّحة هنا. ثم نحاول من جديد.
rate_limited_title = على الشهادة أن تنتظر.
rate_limited_own_why = نطلب عددًا محدودًا في وقت واحد، وقد سبقك آخرون.
rate_limited_ca_why = هيئة الشهادات تصدر عددًا محدودًا في وقت واحد.
rate_limited_fix = لا يلزم فعل شيء. نحاول من جديد في { $at }.
rejected_title = رفضت هيئة الشهادات.
rejected_why = نص ردّها: { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = أصلح أولًا ما تذكره. يمكن لـ { the-service } المساعدة في ذلك.
high_risk_title = هذا الاسم يحتاج إلى فحص يدوي.
high_risk_listed_why = هيئات الشهادات تدقّق أكثر في الأسماء المعروفة.
high_risk_alike_why = { $name } يشبه اسمًا معروفًا، لذا يُدقَّق فيه أكثر.
high_risk_refused_why = تريد هيئة الشهادات التدقيق في { $name }.
high_risk_fix = اطلب من { the-service } فحص { $copy }.
wrong_certificate_title = شهادة أخرى تجيب هنا.
wrong_certificate_why = الخادم عند { $address } يعرض شهادة لـ { $names }{ $count ->
    [0] { "" }
   *[other] { " " }وأسماء أخرى ({ $count })
}{ by-issuer }.
wrong_certificate_nameless_why = الخادم عند { $address } يعرض شهادة بلا اسم{ by-issuer }.
wrong_certificate_untrusted_why = الخادم عند { $address } يعرض شهادة لا تثق بها المتصفحات{ by-issuer }.
by-issuer = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(من { $issuer })
}
wrong_certificate_fix = إذا كان { $copy } مضيفك السابق فأزل { $name } هناك.
hsts_title = على الزوار انتظار الشهادة.
hsts_why = يطلب { $name } من المتصفحات فتح كل الأسماء تحته باتصال آمن فقط.
hsts_fix = لا يلزم فعل شيء. يُفتح فور وصول الشهادة.
target_broken_title = وجهة سجلك ليس لها عنوان.
target_broken_why = ينبغي أن يقود سجلك إلى { $name }، وهو لا يقود الآن إلى أي مكان.
origin_title = الموقع خلف نطاقك لا يجيب.
origin_why = نطاقك يصل إلى { the-service }، لكن الخادم هناك أعاد الخطأ { $status }.

## النتائج: لمن الاسم

taken_title = هذا الاسم مربوط بالفعل.
taken_why = ربط آخر يحتفظ بـ { $name }، وربما كان لك.
taken_fix = أزل { $copy } من هناك، أو أضف سجل TXT الموضّح هنا لنقله.
takeover_title = بقيت سجلات من ربط منتهٍ.
takeover_why = لا يُقدَّم شيء عند { $name }، وبما أنه ما زال يقود إلينا فقد يطالب به آخرون.
takeover_fix = احذف { at-host } سجلات { $types } بالاسم { $entered }.

## الطريق إلى السجلات

use_both = اربطه مع www ومن دونها
use_both_why = موصى به: يصل الزوار عندئذ في الحالتين.
move_here = هذا النطاق لي: انقله إلى هنا
move_why = تثبت ذلك بسجل. ويُخطَر من يملك الاسم الآن قبل نقله.
pair_why = قد يكتب الزوار هذا الاسم مع www أو من دونها.
pair_add = اربط { $name } أيضًا
pair_other = أيضًا: { $name }
analysis_title = نفحص { $domain }
analysis_why = يستغرق ذلك بضع ثوانٍ ولا يغيّر شيئًا.
look_zone = نبحث عن نطاقك
look_zone_found = نطاقك هو { $zone }
look_zone_none = لم نعثر على نطاقك
look_host = نتعرّف على مزوّد DNS لديك
look_host_unknown = مزوّد DNS لديك ليس ممن نعرفهم بالاسم
look_records = نقرأ السجلات الموجودة
look_records_none = لا يوجد شيء عند { $name } بعد
look_records_some = السجلات عند { $name }: { $count }
look_rules = نقرأ قواعد الشهادات (CAA)
look_rules_good = شهاداتنا مسموح بها
look_rules_bad = يجب تغيير قاعدة للشهادات (CAA)
look_rules_unknown = تعذّرت قراءة قواعد الشهادات (CAA)
look_conflicts = نبحث عمّا يعيق
look_conflicts_none = لا شيء يعيق
look_conflicts_some = سجلات تُحذف أولًا: { $count }
full_names = إظهار الأسماء الكاملة
full_names_why = إذا كان مزوّد DNS لا يضيف { $zone } من تلقاء نفسه
print = طباعة
send = إرسال إلى زميل
send_why = يرى هذه السجلات ويمكنه فحصها، لا غير. الرابط صالح 30 يومًا.
send_make = إنشاء رابط
send_ready = الرابط جاهز. لا تعطه إلا لمن يجوز له رؤية هذه السجلات.
send_mail = كتابة رسالة
mail_subject = سجلات DNS للنطاق { $domain }
mail_please = مرحبًا، يُرجى إضافة سجلات DNS هذه للنطاق { $domain }:
mail_link = تجدها هنا جاهزة للنسخ، ويظهر متى تصبح صحيحة: { $link }
clear_pill = للحذف
clear_mail = أبقِ سجلات البريد (MX): فهي لا تعيق.
compared = ما نراه
compared_surplus = زائد:
compared_missing = ناقص:
compared_legend = المشطوب زائد، والمسطّر تحته ناقص.
check_running = نسأل الخوادم، وبعضها يتأخر.
check_failed = لم ينجح ذلك الآن. لا خطأ في نطاقك على حد علمنا.
leave = يمكنك إغلاق هذه الصفحة. نواصل الفحص، وسيعلم { $tenant } عندما يعمل النطاق.
