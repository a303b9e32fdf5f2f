# Português do Brasil: calmo, exato, com «você».

## Partes

no-host = { $host ->
    [unknown] no seu provedor de DNS
   *[other] em { $host }
}
No-host = { $host ->
    [unknown] No seu provedor de DNS
   *[other] Em { $host }
}
O-host = { $host ->
    [unknown] O seu provedor de DNS
   *[other] { $host }
}
ao-host = { $host ->
    [unknown] ao seu provedor de DNS
   *[other] a { $host }
}
do-host = { $host ->
    [unknown] do seu provedor de DNS
   *[other] de { $host }
}
O-servico = { $tenant ->
    [unknown] O serviço
   *[other] { $tenant }
}
o-servico = { $tenant ->
    [unknown] o serviço
   *[other] { $tenant }
}
ao-servico = { $tenant ->
    [unknown] ao serviço
   *[other] a { $tenant }
}
no-registrador = No seu registrador (onde você comprou o domínio),
n-registros = { $count ->
    [1] um registro
    [2] dois registros
    [3] três registros
   *[other] { $count } registros
}
N-registros = { $count ->
    [1] Um registro
    [2] Dois registros
    [3] Três registros
   *[other] { $count } registros
}

## Listas, prazos, frases

list_more = { $a }, { $b }
list_last = { $a } e { $b }
sentences = { $a } { $b }
span_seconds = { $count ->
    [one] { $count } segundo
   *[other] { $count } segundos
}
span_minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
span_hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
span_days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
time_until = { $time }, { $distance }

## A página

title = Conecte seu domínio
progress = Progresso
step_domain = Domínio
step_records = Registros
step_live = No ar
axis_ownership = Propriedade
axis_routing = Roteamento
axis_certificate = Certificado
axis_live = No ar
axis_done = , concluído,
axis_now = , em andamento,
language = Idioma
question = Qual domínio você quer usar?
question_why = Em seguida, mostramos exatamente quais registros adicionar. Nada muda antes que você os adicione.
question_bound = Esta página é para este domínio. Nada muda antes que você adicione os registros.
example = Por exemplo, shop.example.com
we_use = Vamos usar { $name }
apex_advice = Um nome na frente, como www, é mais fácil de conectar e não mexe no seu e-mail.
www_advice = Quem não digita www só chega se você conectar esse nome também.
go_on = Continuar
field_name = Nome
field_value = Valor
copy_name = Copiar o nome { $text }
copy_value = Copiar o valor { $text }
copy_text = Copiar { $text }
copied = Copiado
select = Selecionado. Pressione Ctrl+C ou ⌘C para copiar.
no_name = (deixe vazio)
full_name = Nome completo: { $name }
open_host = Abrir o DNS de { $host }
consent = { $host } pode adicionar estes registros para você. Uma janela em { $place } mostra o que muda e pergunta antes.
consent_open = Deixar { $host } adicionar
elsewhere = Em outro lugar?
elsewhere_why = Lemos isto nos servidores de nomes do seu domínio. Se você gerencia o DNS em outro lugar, valem lá os mesmos nomes e valores.
copy_all = Copiar tudo
zone_file = Baixar arquivo de zona
how_to = Como fazer isso em { $host }
what_we_saw = O que vimos
visible = Onde está visível
visible_why = Perguntamos a cada servidor do seu provedor de DNS e depois a alguns que os visitantes usam. Estes guardam cópias por um tempo.
column_server = Servidor
column_status = Situação
column_values = O que ele tem
asked = Consultado { $at }
authorities = Servidores do seu provedor de DNS
resolvers = Servidores que os visitantes usam
seen_right = Correto
seen_beside = Outro valor ao lado
seen_nothing = Nada ainda
seen_other = Outro valor
seen_old = Resposta antiga
seen_unknown = Sem resposta
seen_until = até { $at }
last_look = Última consulta: { $at }.
looking = Estamos olhando pela primeira vez.
check_now = Verificar agora
help = Obter ajuda
open_domain = Abrir { $domain }
done = Concluir
kept = Ficamos de olho: se os registros mudarem, avisamos { ao-servico }.
records_kept = Os registros que devem ficar
records_ended = Os registros
domains = Seus domínios
all_domains = Todos os domínios
another = Conectar outro domínio
again = Conectar de novo
remove = Remover este domínio
remove_why = Ele para de funcionar aqui imediatamente. Seus registros DNS ficam como estão.
remove_now = Remover
session_ending = Esta sessão termina em { $left }
session_ended = Esta sessão terminou. Você ainda pode ler e copiar tudo; continuamos verificando.
open_again = Abrir de novo
offline = Sem conexão. Continuamos verificando; esta página se atualiza sozinha depois.
away = Não conseguimos alcançar o nosso servidor. Até onde sabemos, não há nada de errado com o seu domínio.
close = Fechar
no_script = Esta página não se atualiza sozinha aqui. Use “Verificar agora” para olhar de novo.
spoken = { $title }. { $records }
spoken_record = { $type }: { $status }.

## Como está uma conexão

state_waiting = Aguardando seus registros
state_last = Aguardando o último registro
state_certificate = Obtendo o certificado
state_live = No ar
state_drifted = Precisa da sua atenção
state_stalled = Parado
state_failed = Não foi possível conectar
state_archived = Não está mais conectado
live_title = { $domain } está no ar
live_why = Protegido desde { $at }. Mantenha { $count ->
    [1] o registro
    [2] os dois registros
   *[other] todos os registros
}: sem isso, o domínio para de funcionar aqui.
drifted_title = { $domain } precisa da sua atenção
drifted_why = Os registros mudaram. Restaure-os como mostrado aqui para o domínio continuar funcionando.
failed_title = Não foi possível conectar { $domain }
failed_rejected = A autoridade certificadora, que emite os certificados, recusou um para este nome.
failed_gone = O domínio não existe mais.
failed_ask = Fale com { o-servico }.
high_risk = Este nome precisa de uma verificação manual. Autoridades certificadoras olham duas vezes os nomes conhecidos.
archived_title = { $domain } não está mais conectado
archived_why = Você pode remover os registros abaixo. O domínio pode ser conectado de novo.
archived_expired = Ninguém provou em 14 dias que o domínio é seu, por isso paramos de verificar. Ele pode ser conectado de novo.
archived_idle = Nada mudou por muito tempo, por isso paramos de verificar. O domínio pode ser conectado de novo.
archived_transferred = Outra conta provou que o domínio é dela, e ele é servido lá. Exclua apenas os registros de que ninguém mais precisa.
moves_title = { $domain } está vindo para cá
moves_why = Você provou que ele é seu, e a conta que o tem agora foi avisada. Ele vem sozinho ({ $at }). Mantenha o registro TXT até lá.
issuing_title = Obtendo o certificado de { $domain }
issuing_why = Seus registros estão corretos e não falta nada. Isso leva cerca de um minuto.
stalled_certificate_title = { $domain } aguarda o certificado
stalled_certificate_why = Mantenha seus registros. O motivo está abaixo.
stalled_title = Nada mudou em { $domain } há algum tempo
stalled_why = Os registros abaixo ainda são necessários. Continuamos olhando, com menos frequência.
stalled_right_why = Os registros estão corretos. Continuamos olhando, com menos frequência.
correct_title = { N-registros } a corrigir
correct_why = O que mudar está abaixo do registro.
correct_missing = { $count ->
    [1] Falta mais um.
   *[other] Faltam mais { $count }.
}
correct_found = { $count ->
    [1] O outro está correto.
   *[other] { $count } estão corretos.
} O que mudar está abaixo.
all_found_title = { $count ->
    [1] O registro foi encontrado
    [2] Os dois registros foram encontrados
   *[other] Os { $count } registros foram encontrados
}
all_found_why = Não falta nada. Esperamos até que cada servidor consultado os tenha.
to_go_title = { $count ->
    [1] Falta um registro
   *[other] Faltam { $count } registros
} para { $domain }
to_go_why = { $count ->
    [1] Um já está correto.
   *[other] { $count } já estão corretos.
} Esta página fica verde sozinha.
add_title = Adicione { n-registros } para { $domain }
add_why = Você os adiciona onde seu DNS é gerenciado. Já estamos olhando: esta página fica verde sozinha, em geral em segundos.
waits_record = aguarda o registro
waits_certificate = a caminho
waits_long = ainda não
waits_routing = após o roteamento
waits_ownership = após a propriedade
waits_serving = cerca de um minuto depois
broken_since = com falha desde { $at }
routing_count = { $found } de { $wanted } registros corretos
checked = { $what } Verificado { $at }.
check_live = { $domain } está no ar e seus registros estão corretos.
check_certificate = Os registros estão corretos; o certificado está a caminho.
check_over = Este domínio não é mais verificado.
looked_wrong = { $count ->
    [1] Um ainda não está correto
   *[other] { $count } ainda não estão corretos
} nos servidores { do-host }.
looked_none = Ainda não está nos servidores { do-host }.
looked_some = { $found } de { $wanted } nos servidores { do-host }; { $count ->
    [1] falta um
   *[other] faltam { $count }
}.
looked_all = Todos os registros estão nos servidores { do-host }.
purpose_ownership = Comprova que o domínio é seu
purpose_routing = Leva os visitantes { ao-servico }
purpose_certificate = Permite o certificado
purpose_redirect = Traz um segundo nome para cá
purpose_email = Entrega seu e-mail
record_missing = Aguardando você
record_wrong = Ainda não está correto
record_published = Encontrado { no-host }
record_everywhere = Visível em toda parte
banner_host = Seu DNS está em { $host }
banner_zone = Adicione-os onde o DNS de { $zone } é gerenciado

## Como adicionar os registros

how_sign_in = Entre { no-host } e abra os registros DNS de { $zone ->
    [unknown] seu domínio
   *[other] { $zone }
}.
how_add = Escolha adicionar um registro e selecione o tipo mostrado no cartão.
how_name = Cole o nome em “{ $field }”. { $names ->
    [full] Digite-o inteiro, com seu domínio no final.
   *[short] Deixe de fora seu domínio no final.
}
how_value = Cole o valor em “{ $field }” e salve.
how_value_card = Cole o valor no campo que o cartão indica e salve.
how_dot = O ponto no final do valor de um CNAME faz parte dele.
how_quotes = As aspas em volta de um valor TXT fazem parte dele.
how_switch = Mude “{ $switch }” para “{ $off }”.
how_ttl = Se { $host } pedir um TTL (quanto tempo as cópias duram), digite { $seconds } segundos.
how_ttl_lowest = { O-host } pode oferecer um TTL (quanto tempo as cópias duram): o menor serve.
how_to_any = Como adicionar estes registros

## O que estas palavras significam

words = O que estas palavras significam
word_dns = DNS: o catálogo da internet. Ele diz aos navegadores e ao e-mail para onde o seu domínio leva.
word_host = Provedor de DNS: a empresa que guarda as entradas do seu domínio, muitas vezes onde você o comprou.
word_server = Servidor de nomes: um computador do seu provedor de DNS que responde perguntas sobre o seu domínio.
word_record = Registro: uma entrada do seu domínio, com um tipo, um nome e um valor.
word_txt = TXT: um registro com um texto, como o código que prova que o domínio é seu.
word_cname = CNAME: um registro que torna um nome o apelido de outro.
word_a = A e AAAA: registros com um endereço, do tipo antigo (IPv4) ou do novo (IPv6).
word_wildcard = Curinga: um registro que responde por todo nome que não tem um próprio.
word_zone = Arquivo de zona: todos os registros em texto, que muitos provedores de DNS sabem importar.
word_certificate = Certificado: o que torna segura a conexão com o seu domínio. Uma autoridade certificadora o emite.
word_proxy = Proxy: um servidor no meio do caminho, que os visitantes alcançam em vez do nosso.
word_registry = Órgão de registro: cuida de uma terminação como .com e sabe os servidores de nomes de cada domínio.
word_cache = Cache: cópias de respostas guardadas por um tempo, em que ninguém pergunta de novo.
word_redirect = Redirecionamento: uma resposta que manda os visitantes para outro endereço.

## Por que um domínio foi recusado

problem_letters = Há caracteres que um domínio não pode ter. Letras, números e hifens servem.
problem_suffix = { $name } é de todos. Digite um nome seu abaixo dele.
problem_other = Esta página é só para { $name }. Volte para conectar outro.
problem_not_allowed = Não é possível adicionar outro domínio daqui.
problem_taken = Este domínio já está conectado ou aguarda conexão. Remova-o lá primeiro.
problem_too_many = Há domínios demais aguardando registros. Conclua ou remova um primeiro.
problem_no_room = { O-servico } não pode receber outro domínio agora. Fale com eles.
problem_ours = Algo falhou do nosso lado. Nada se perdeu; tente de novo em um minuto.
name_empty = Digite o domínio que você quer usar.
name_too_long = Este nome tem { $count } caracteres. O máximo é 253.
name_dots = Há dois pontos seguidos, ou um no começo.
name_part_too_long = A parte { $part } é longa demais. Cada parte tem no máximo 63 caracteres.
name_part_bad = A parte { $part } tem caracteres que não servem. Letras, números e hifens servem.
name_address = { $name } é um endereço IP. Digite um nome como shop.example.com.
name_single = { $name } é só uma parte de um nome. Digite-o inteiro, como shop.example.com.

## Por que não há sessão

no_page_title = Esta página não está aqui
no_page_why = O endereço está incompleto ou nunca foi usado. Volte para onde você estava e abra de novo.
over_title = Esta sessão terminou
over_why = Volte para onde você estava e abra de novo. Continuamos verificando seu domínio.
link_over_title = Este link expirou
link_over_why = Peça um novo a quem o enviou. Continuamos verificando o domínio.
consent_given_title = Você pode fechar esta janela
consent_given_why = Seu provedor de DNS está adicionando os registros. A página de onde você veio está verificando.
consent_stopped_title = Nada foi alterado
consent_stopped_why = Você parou antes que um registro fosse adicionado. Feche esta janela para tentar de novo, ou para adicioná-los você mesmo.
consent_refused_title = Seu provedor de DNS não adicionou os registros
consent_refused_why = Feche esta janela e adicione-os você mesmo. A página de onde você veio mostra como.
no_consent_title = Isso não é possível agora
no_consent_why = Seu provedor de DNS não responde, ou não oferece isso para seu domínio. Feche esta janela e adicione os registros você mesmo.
ours_title = Algo falhou do nosso lado
ours_why = Até onde sabemos, não há nada de errado com seu domínio. Tente de novo em um minuto.

## O que vimos

asked_dns = Perguntamos a { $server }{ $transport ->
    [tcp] { " " }por TCP
   *[udp] { "" }
} sobre { $question }, às { $at }:
may_be_kept = Pode ser guardado por { $span } (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = Nada deste tipo ali
rcode_nxdomain = Nada ali: o nome não existe
rcode_servfail = O servidor falhou
rcode_refused = O servidor não quer responder
rcode_lame = O servidor não cuida do domínio
rcode_timeout = Sem resposta a tempo
rcode_formerr = Nada que pudesse ser lido
rcode_other = Sem resposta
remark = O servidor observa: { $reason ->
    [old] é uma resposta antiga
    [signatures] as assinaturas do domínio não conferem
    [remembered] o erro é lembrado de antes
    [blocked] o nome está bloqueado ali
    [unreachable] os servidores do domínio não puderam ser alcançados
   *[unusual] algo estava fora do comum
} (EDE { $code }).
asked_page = Abrimos { $url } em { $address }, às { $at }:
hop = Status { $status }{ $server ->
    [unknown] { "" }
   *[other] { " " }de { $server }
} em { $address }{ $location ->
    [unknown] { "" }
   *[other] , depois para { $location }
}.
visit_marker = Ali respondeu nosso próprio servidor, com sua marca.
visit_unchecked = Ali respondeu um servidor nosso cuja marca não pudemos verificar.
visit_answered = A resposta não traz nossa marca.
visit_refused = A conexão foi recusada.
visit_timed_out = Nenhuma resposta chegou a tempo.
visit_broken = A conexão caiu, ou o que veio não era uma página web.
visit_forbidden = Levava a um endereço que não visitamos.
visit_nowhere = Levava a um nome sem endereço.
visit_circle = Levava de volta aonde já tínhamos estado.
visit_too_many = Após dez redirecionamentos, paramos.
asked_certificate = Pedimos a { $address } o certificado de { $subject }, às { $at }:
tls_none = O servidor não tem certificado para este nome.
tls_broken = O que veio não era uma conexão segura.
tls_forbidden = É um endereço que não visitamos.
cert_nameless = Um certificado sem nome.
cert_covers = Um certificado para este nome: { $names }.
cert_others = Um certificado para outros: { $names }.
cert_issuer = Emitido por { $issuer }.
cert_until = Válido até { $at }.

## Achados: propriedade

ownership_missing_title = O código ainda não está lá.
ownership_missing_why = Não há registro TXT em { $name }.
ownership_missing_fix = Adicione o registro TXT com o nome { $entered }.
ownership_mismatch_title = O código tem outro valor.
ownership_mismatch_why = Há outro valor em { $name }.
ownership_mismatch_empty = O valor em { $name } está vazio.
ownership_mismatch_lacks = Em { $name } está { $value }, sem o final { $end }.
ownership_mismatch_extra = Em { $name } está { $value }: o final { $end } está sobrando.
ownership_mismatch_older = Em { $name } está { $value }, um código mais antigo ou outro.
ownership_mismatch_else = Em { $name } está { $value }, que é outra coisa.
ownership_mismatch_fix = Substitua o valor por { $wanted }.
ownership_at_wrong_name_title = Valor certo, lugar errado.
ownership_at_wrong_name_why = O código está em { $found }; procuramos em { $name }.
ownership_at_wrong_name_fix = Mova-o: nome { $entered }.
ownership_quoted_title = O valor tem caracteres a mais.
ownership_quoted_why = Com aspas, espaços ou pontos, o valor em { $name } é { $found }.
ownership_quoted_fix = Digite o valor sem eles: { $wanted }.
ownership_wildcard_title = Um curinga responde no lugar do código.
ownership_wildcard_why = O CNAME em { $wildcard } faz { $name } levar a { $target }.
ownership_wildcard_fix = Mantenha o curinga e adicione o registro TXT com o nome { $entered }.
ownership_hidden_title = Outro registro esconde o código.
ownership_hidden_why = { $name } é um apelido (CNAME) de { $target }, então nenhum código aparece ali.
ownership_hidden_fix = Exclua o CNAME com o nome { $entered } e adicione ali o registro TXT.
name_doubled_title = O nome foi digitado duas vezes.
name_doubled_why = { O-host } acrescenta “{ $zone }” sozinho, então o registro foi parar em { $found }.
name_doubled_fix = Mude o nome para { $entered }.

## Achados: roteamento

routing_missing_title = O domínio ainda não leva a lugar nenhum.
routing_missing_why = Não há endereço (A, AAAA) nem apelido (CNAME) em { $name }.
routing_missing_fix = Adicione o registro mostrado aqui, com o nome { $entered }.
change_value = Mude o valor para { $wanted }.
zone_appended_title = Seu domínio foi acrescentado ao valor.
zone_appended_why = { O-host } o acrescentou sozinho, então { $name } leva a { $found }.
zone_appended_fix = Mude o valor para { $wanted }, com o ponto no final.
typo_title = O valor tem um erro de digitação.
typo_why = { $name } leva a { $found }, que está quase certo.
wrong_target_title = Leva a outro lugar.
wrong_target_why = { $name } leva a { $found }.
cname_multiple_title = Há { $count } registros CNAME em um nome.
cname_multiple_why = Só um apelido (CNAME) pode valer; { $name } leva a { $found }.
cname_multiple_fix = Exclua o CNAME para { $others }. Mantenha o que vai para { $wanted }.
cname_multiple_none_fix = Exclua todos menos um e mude o valor dele para { $wanted }.
cname_at_apex_title = Um CNAME não pode ficar aqui.
cname_at_apex_why = No início do seu domínio, um apelido (CNAME) para { $target } esconderia o e-mail e os servidores de nomes.
cname_at_apex_alias_fix = { No-host }, adicione um registro de apelido (ALIAS ou ANAME) para { $target }, ou conecte { $www }.
cname_at_apex_fix = { No-host }, substitua todo CNAME chamado { $entered } pelos registros mostrados aqui.
cname_conflict_title = Outros registros atrapalham.
cname_conflict_mail_title = Registros de e-mail atrapalham.
cname_conflict_why = Um apelido (CNAME) deve ficar sozinho, e { $name } também tem { $types }.
cname_conflict_fix = { No-host }, exclua os registros { $types } com o nome { $entered }.
cname_conflict_mail = O e-mail para { $name } então para; para mantê-lo, conecte outro nome.
cname_indirect_title = Funciona por outro nome.
cname_indirect_why = { $name } chega até nós por { $via }.
cname_indirect_fix = Nada a fazer. Mantenha { $via }: sem ele, o domínio para de funcionar.
cname_flattened_title = Os endereços estão corretos.
cname_flattened_why = { O-host } responde por { $name } com endereços em vez de um apelido (CNAME).
cname_flattened_fix = Nada a fazer. Isso conta como correto.
proxied_title = O proxy de { $by } esconde seu registro.
proxied_why = Os endereços de { $name } são de { $by }, e por lá não se chega até nós.
proxied_fix = Em { $by }, desligue o proxy (CDN) para { $entered }.
proxied_cloudflare_fix = No Cloudflare DNS, mude a nuvem de { $entered } de laranja para cinza (“DNS only”).
proxied_through_title = Funciona pelo proxy de { $by }.
proxied_through_why = { $by } fica entre os visitantes de { $name } e nós, o que pode atrapalhar certificados.
proxied_through_fix = Por segurança: { $fix }
provider_forwarding_title = Uma página de estacionamento ou redirecionamento responde.
provider_forwarding_why = { $name } tem o endereço { $found }, que é a página de { $by }.
provider_forwarding_fix = Em { $by }, desligue o redirecionamento e o estacionamento de { $entered } e adicione o registro mostrado aqui.
cname_loop_title = Os registros andam em círculo.
cname_loop_why = Seguindo-os desde { $name }, chegamos duas vezes a { $at }.
cname_loop_here_fix = Mude o CNAME em { $at } para o valor mostrado aqui.
cname_loop_fix = Mude o CNAME em { $at } para que leve adiante.
cname_chain_broken_title = Os registros não terminam em nada.
cname_chain_broken_why = { $name } leva a { $at }, que não existe.
cname_chain_broken_fix = Adicione um registro para { $at }, ou use o valor mostrado aqui.
target_gone_title = O destino não existe.
tenant_repairs = Você não precisa fazer nada. { O-servico } deve consertar isso.
tenant_changes = Você não precisa fazer nada. { O-servico } deve mudar essa regra.
cname_chain_long_title = O caminho até nós é longo.
cname_chain_long_why = Há { $count } nomes entre { $name } e nós, e alguns servidores desistem antes.
cname_chain_long_fix = Faça { $entered } levar direto ao valor mostrado aqui.
wildcard_masks_title = Um curinga responde por este nome.
wildcard_masks_why = O registro { $wildcard } vale para todos os nomes que não têm um, então também para { $name }.
wildcard_masks_fix = Adicione o registro mostrado aqui com o nome { $entered }, para que dure.
mail_shadowed_title = Esta mudança pararia seu e-mail.
mail_shadowed_why = Um apelido (CNAME) aqui esconderia os registros de e-mail ({ $types }) de { $name }.
mail_shadowed_apex_fix = Use o registro A abaixo.
mail_shadowed_fix = Conecte outro nome, como { $www }, ou mude o e-mail primeiro.
answers_vary_title = A resposta muda de tempos em tempos.
answers_vary_why = Alguns visitantes de { $name } são levados a { $wrong }.
answers_vary_fix = { No-host }, mude cada variante de { $entered } (por região ou em rodízio) para o valor mostrado aqui.
https_record_title = Um registro HTTPS leva a outro lugar.
https_record_why = Navegadores novos o seguem: para { $name } ele diz { $found }, que não é nosso.
https_record_fix = { No-host }, exclua o registro do tipo HTTPS com o nome { $entered }.
address_private_title = Este endereço não está na internet.
address_private_why = { $name } tem { $found }, que no máximo funciona em redes privadas.
replace_fix = { No-host }, substitua { $found } pelo valor mostrado aqui.
www_not_covered_title = O nome com www não está conectado.
www_not_covered_why = Visitantes de { $name } { $place ->
    [somewhere] chegam a outro lugar
   *[nowhere] não chegam a lugar nenhum
}.
www_not_covered_fix = Conecte também { $name }, ou redirecione-o { no-host }.
address_wrong_title = Leva a outro servidor.
address_wrong_why = { $name } tem o endereço { $found }, que não é nosso.
address_wrong_known_title = Ainda leva a { $whose }.
address_wrong_known_why = { $name } tem o endereço { $found }, que é de { $whose }.
address_extra_title = Há um endereço antigo ao lado do novo.
address_extra_why = Alguns visitantes de { $name } chegariam a { $found }.
address_extra_fix = { No-host }, exclua { $count ->
    [1] o registro
   *[other] os registros
} com { $found }.
aaaa_leftover_title = { $count ->
    [1] Um endereço IPv6 antigo ainda está lá.
   *[other] Endereços IPv6 antigos ainda estão lá.
}
aaaa_leftover_why = Muitos visitantes de { $name } chegariam ao seu provedor anterior.
aaaa_leftover_fix = Exclua { $count ->
    [1] o registro AAAA
   *[other] os registros AAAA
} { $found }.

## Achados: propagação

versions-part = { $old ->
    [unknown] { "" }
   *[other] { " " }(versão { $old } em vez de { $new })
}
authorities_disagree_title = { $count ->
    [1] Um servidor do seu provedor de DNS está atrasado.
   *[other] Alguns servidores do seu provedor de DNS estão atrasados.
}
authorities_disagree_why = { $servers } { $count ->
    [1] não assumiu
   *[other] não assumiram
} a mudança { $since ->
    [hour] em uma hora
   *[now] ainda
}{ versions-part }.
authorities_disagree_fix = Nada a fazer na próxima hora.
authorities_disagree_lasting_fix = Pergunte { ao-host } por que { $servers } não a { $count ->
    [1] assumiu
   *[other] assumiram
}.
ttl_high_title = Cópias antigas são guardadas por { $span }.
ttl_high_why = O registro em { $name } permite isso: seu TTL (quanto tempo as cópias duram) é de { $ttl } segundos.
ttl_high_fix = Antes de mudar { $entered }, ajuste o TTL para { $short } e espere { $span }; senão, essa espera vem depois.
edited_elsewhere_title = O registro está em outro provedor de DNS.
edited_elsewhere_why = Ele está em { $found }, mas quem cuida do seu domínio { $count ->
    [1] é
   *[other] são
} { $servers }.
edited_elsewhere_fix = Em { $host }, adicione o registro com o nome { $entered }.
edited_elsewhere_unknown_fix = Adicione o registro com o nome { $entered } na empresa que opera { $servers }.
nameservers_changing_title = Seu domínio está mudando de provedor de DNS.
nameservers_changing_why = Uns perguntam a { $parent } por { $name }, outros a { $child }.
nameservers_changing_fix = Insira os registros nos dois provedores de DNS. A mudança pode levar { $span }.
stale_cache_title = { $what ->
    [address] O endereço antigo ainda é lembrado
    [value] O valor antigo ainda é lembrado
   *[answer] A resposta antiga ainda é lembrada
}.
stale_cache_why = { $resolver } guarda uma cópia do seu registro anterior pelo tempo que ele permitia.
stale_cache_fix = Nada a fazer. A última cópia some às { $at }.
stale_cache_latest_fix = Nada a fazer. A última cópia deve sumir até { $at }.
stale_cache_sometime_fix = Nada a fazer. A última cópia some sozinha.
negative_cache_title = { $host ->
    [unknown] Seu provedor
   *[other] { $host }
} já o tem; algumas cópias são antigas.
negative_cache_why = { $resolver } olhou antes de você adicioná-lo e lembra “nada ali”.
negative_cache_fix = Nada a fazer. Ele olha de novo às { $at }.
negative_cache_latest_fix = Nada a fazer. Ele deve olhar de novo até { $at }.
negative_cache_sometime_fix = Nada a fazer. Ele olha de novo sozinho.

## Achados: o domínio

not_registered_title = Este domínio não está registrado.
not_registered_why = O órgão de registro não conhece { $name }.
not_registered_fix = Confira a grafia de { $copy }, ou registre ou renove o domínio.
hold_expired_title = Seu domínio expirou.
hold_expired_why = O registro de { $name } terminou.
hold_expired_at_why = O registro de { $name } terminou em { $at }.
hold_expired_fix = { no-registrador } renove { $copy }. Ele volta em até um dia.
hold_registrar_title = Seu registrador está retendo seu domínio.
hold_registrar_why = { $name } está registrado, mas foi desligado pelo registrador.
hold_registrar_fix = Pergunte ao registrador por que { $copy } está suspenso. Muitas vezes um e-mail de confirmação não foi respondido ou uma fatura não foi paga.
hold_registry_title = O órgão de registro está retendo seu domínio.
hold_registry_why = { $name } está registrado, mas foi desligado pelo órgão de registro.
hold_registry_fix = Pergunte ao seu registrador por que { $copy } está suspenso: só ele pode perguntar ao órgão de registro.
no_delegation_title = Seu domínio não tem servidores de nomes.
no_delegation_why = O órgão de registro conhece { $name }, mas nenhum servidor que responda por ele.
no_delegation_fix = { no-registrador } informe os servidores de nomes do seu provedor de DNS para { $copy }.
delegation_mismatch_title = Duas listas de servidores de nomes diferem.
delegation_mismatch_parent_why = Só o órgão de registro lista { $parent }; seu provedor de DNS não.
delegation_mismatch_child_why = Só seu provedor de DNS lista { $child }; o órgão de registro não.
delegation_mismatch_both_why = Só o órgão de registro lista { $parent }, só seu provedor de DNS lista { $child }.
delegation_mismatch_parent_fix = { no-registrador } remova { $parent } de { $name }.
delegation_mismatch_child_fix = { no-registrador } adicione { $child } a { $name }.
delegation_mismatch_both_fix = { no-registrador } remova { $parent } e adicione { $child } em { $name }.
dnssec_title = As assinaturas do seu domínio não conferem.
dnssec_why = Servidores que verificam assinaturas (DNSSEC) recusam { $name }.
dnssec_key_why = O órgão de registro tem uma chave (registro DS) que não é de { $name }.
dnssec_unsigned_why = O órgão de registro diz que { $name } é assinado (DNSSEC), e não é.
dnssec_expired_why = As assinaturas (DNSSEC) de { $name } expiraram em { $at }.
dnssec_early_why = As assinaturas (DNSSEC) de { $name } só valem a partir de { $at }.
dnssec_key_fix = { no-registrador } exclua a chave (registro DS) de { $copy }.
dnssec_fix = Peça { ao-host } que assine { $copy } de novo, ou exclua a chave (registro DS) no seu registrador.
lame_all_title = Nenhum servidor responde pelo seu domínio.
lame_title = Um servidor listado não conhece seu domínio.
lame_why = { $servers } { $count ->
    [1] deveria responder por { $name }, e não responde.
   *[other] deveriam responder por { $name }, e não respondem.
}
lame_all_fix = { no-registrador } confira os servidores de nomes de { $copy }.
lame_fix = { no-registrador } remova { $servers }, ou peça o conserto.
unreachable_title = { $count ->
    [1] Um servidor do seu provedor de DNS está em silêncio.
   *[other] Servidores do seu provedor de DNS estão em silêncio.
}
unreachable_why = Não houve resposta de { $servers } sobre { $name }.
unreachable_fix = Nada a fazer por ora. Se continuar, pergunte { ao-host } sobre { $servers }.
lookup_failed_title = Nossa verificação falhou.
lookup_failed_why = Até onde sabemos, não há nada de errado com seu domínio.
lookup_failed_fix = Nada a fazer. Tentamos de novo por conta própria.

## Achados: o certificado

caa_none_title = Seu domínio não permite nenhum certificado.
caa_only_title = Seu domínio só permite certificados de { $issuer }.
caa_others_title = Seu domínio não permite nossos certificados.
caa_target_title = O destino do registro proíbe nossos certificados.
caa_why = Uma regra (CAA) em { $name } nos impede de obter um.
caa_fix = Adicione este registro ao lado: CAA { $record }.
caa_lookup_title = Uma pergunta sobre certificados fica sem resposta.
caa_lookup_why = { O-host } não diz em { $name } quem pode emitir certificados (CAA), então ninguém o fará.
caa_lookup_fix = Peça { ao-host } que responda a perguntas do tipo CAA sobre { $copy }.
caa_critical_title = Uma regra de certificados não é entendida.
caa_critical_why = A regra (CAA) em { $name } deve ser obedecida, e sua etiqueta { $tag } é desconhecida.
caa_critical_fix = Exclua o registro CAA com a etiqueta { $tag } em { $name }.
caa_malformed_title = Uma regra de certificados não pode ser lida.
caa_malformed_why = A regra (CAA) em { $name } tem o valor { $value }.
caa_malformed_fix = Mude o valor para { $clean }, sem aspas nem espaços, ou exclua o registro.
caa_malformed_again_fix = Digite o valor de novo sem aspas nem espaços a mais, ou exclua o registro.
caa_bound_title = Uma regra de certificados é para outra conta.
caa_bound_why = A regra (CAA) em { $name } define uma conta ou uma forma de verificação: { $value }.
caa_bound_fix = Se nenhum certificado vier, adicione ao lado: CAA { $record }.
intercepted_title = Algo responde antes de nós.
intercepted_why = Um cache ou proxy{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} na frente de { $name } responde à verificação do certificado.
intercepted_fix = Deixe { $folder } passar sem cache nem redirecionamento.
http_refused_why = { $address } recusa visitas a { $name } por http simples (porta 80).
http_silent_why = { $address } não responde por { $name } em http simples (porta 80).
http_ours_title = Nosso próprio servidor não responde.
http_ours_fix = Você não precisa fazer nada. Estamos cuidando disso.
http_title = Nada responde neste endereço{ $family ->
    [v6] { " " }IPv6
   *[v4] { "" }
}.
http_fix = Substitua { $address } pelo valor mostrado aqui, ou abra ali a porta 80.
redirect_loop_title = Redirecionamentos andam em círculo.
redirect_loop_why = Uma visita a { $url } é levada adiante sem fim, de volta a { $at }.
redirect_loop_fix = Remova o redirecionamento em { $at }. Se um proxy o faz, ajuste a criptografia dele para “Full (strict)”.
acme_wrong_title = O registro do certificado leva a outro lugar.
acme_wrong_why = { $name } leva a { $found }, então a verificação não pode passar.
acme_wrong_fix = Mude o valor de { $entered } para { $wanted }.
acme_missing_title = O registro do certificado ainda não está lá.
acme_missing_why = Um nome com asterisco (*) é verificado por { $name }.
acme_missing_fix = Adicione um CNAME com o nome { $entered } e o valor { $wanted }.
acme_leftover_title = Restam registros de outro certificado.
acme_leftover_why = A verificação de outra pessoa deixou registros { $types } em { $name }.
acme_leftover_fix = Exclua os registros { $types } com o nome { $entered }, a não ser que outro serviço precise deles.
timed_out_title = O certificado demorou demais.
timed_out_order_why = Nenhum pedido pôde ser feito a tempo.
timed_out_check_why = A verificação de fora não teve resposta em 3 minutos.
timed_out_issue_why = Nenhum certificado veio a tempo.
timed_out_deploy_why = O certificado não chegou a tempo aos nossos servidores.
timed_out_delete_why = O certificado antigo não foi removido a tempo.
timed_out_fix = Corrija primeiro qualquer outro ponto mostrado aqui. Depois tentamos de novo.
rate_limited_title = O certificado tem de esperar.
rate_limited_own_why = Pedimos só alguns de cada vez, e outros vieram antes.
rate_limited_ca_why = A autoridade certificadora dá só alguns de cada vez.
rate_limited_fix = Nada a fazer. Tentamos de novo às { $at }.
rejected_title = A autoridade certificadora recusou.
rejected_why = As palavras dela são: { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = Corrija primeiro o que ela aponta. { O-servico } pode ajudar.
high_risk_title = Este nome precisa de uma verificação manual.
high_risk_listed_why = Autoridades certificadoras olham duas vezes os nomes conhecidos.
high_risk_alike_why = { $name } parece um nome conhecido, então se olha duas vezes.
high_risk_refused_why = A autoridade certificadora quer olhar { $name } mais de perto.
high_risk_fix = Peça { ao-servico } a verificação de { $copy }.
wrong_certificate_title = Outro certificado responde aqui.
wrong_certificate_why = O servidor em { $address } mostra um para { $names }{ $count ->
    [0] { "" }
   *[other] { " " }e mais { $count }
}{ por-emissor }.
wrong_certificate_nameless_why = O servidor em { $address } mostra um sem nome{ por-emissor }.
wrong_certificate_untrusted_why = O servidor em { $address } mostra um em que os navegadores não confiam{ por-emissor }.
por-emissor = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(de { $issuer })
}
wrong_certificate_fix = Se { $copy } é seu provedor anterior, remova { $name } ali.
hsts_title = Os visitantes precisam esperar pelo certificado.
hsts_why = { $name } diz aos navegadores que abram todos os nomes abaixo dele só com segurança.
hsts_fix = Nada a fazer. Abre assim que o certificado estiver lá.
target_broken_title = O destino do seu registro não tem endereço.
target_broken_why = Seu registro deve levar a { $name }, que agora não leva a lugar nenhum.
origin_title = O site por trás do seu domínio não responde.
origin_why = Seu domínio chega { ao-servico }, cujo servidor deu o erro { $status }.

## Achados: de quem é

taken_title = Este nome já está conectado.
taken_why = Outra conexão tem { $name }, talvez uma sua.
taken_fix = Remova { $copy } lá, ou adicione o registro TXT mostrado aqui para movê-lo.
takeover_title = Restam registros de uma conexão encerrada.
takeover_why = Nada é servido em { $name } e, como ainda leva a nós, outros poderiam reivindicá-lo.
takeover_fix = { No-host }, exclua os registros { $types } com o nome { $entered }.

## O caminho até os registros

use_both = Conectar com www e sem www
use_both_why = Recomendado: assim os visitantes chegam dos dois jeitos.
move_here = Este domínio é meu: trazer para cá
move_why = Você prova isso com um registro. Quem tem o nome agora é avisado antes da mudança.
pair_why = Os visitantes podem digitar este nome com ou sem www.
pair_add = Conectar também { $name }
pair_other = Também: { $name }
analysis_title = Estamos olhando { $domain }
analysis_why = Leva alguns segundos e não muda nada.
look_zone = Procurando seu domínio
look_zone_found = Seu domínio é { $zone }
look_zone_none = Seu domínio não foi encontrado
look_host = Reconhecendo seu provedor de DNS
look_host_unknown = Não conhecemos seu provedor de DNS pelo nome
look_records = Lendo os registros que existem
look_records_none = Ainda não há nada em { $name }
look_records_some = Registros em { $name }: { $count }
look_rules = Lendo as regras de certificados (CAA)
look_rules_good = Nossos certificados são permitidos
look_rules_bad = Uma regra de certificados (CAA) precisa mudar
look_rules_unknown = Não foi possível ler as regras de certificados (CAA)
look_conflicts = Procurando o que atrapalha
look_conflicts_none = Nada atrapalha
look_conflicts_some = Registros a excluir primeiro: { $count }
full_names = Mostrar nomes completos
full_names_why = se seu provedor de DNS não acrescenta { $zone } sozinho
print = Imprimir
send = Enviar a um colega
send_why = Ele vê estes registros e pode verificá-los, nada mais. O link vale por 30 dias.
send_make = Criar um link
send_ready = O link está pronto. Passe-o só a quem pode ver estes registros.
send_mail = Escrever um e-mail
mail_subject = Registros DNS para { $domain }
mail_please = Olá, adicione por favor estes registros DNS para { $domain }:
mail_link = Aqui estão prontos para copiar, e dá para ver quando estão certos: { $link }
clear_pill = A excluir
clear_mail = Mantenha os registros de e-mail (MX): eles não atrapalham.
compared = Vemos
compared_surplus = sobra:
compared_missing = falta:
compared_legend = Riscado: sobra. Sublinhado: falta.
check_running = Estamos perguntando aos servidores; alguns demoram.
check_failed = Não funcionou agora. Até onde sabemos, seu domínio está bem.
leave = Você pode fechar esta página. Continuamos verificando, e { $tenant } saberá quando estiver no ar.
