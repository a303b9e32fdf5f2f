# Français : calme, précis, avec « vous ».

## Éléments

chez-host = chez { $host ->
    [unknown] votre hébergeur DNS
   *[other] { $host }
}
Chez-host = Chez { $host ->
    [unknown] votre hébergeur DNS
   *[other] { $host }
}
le-host = { $host ->
    [unknown] votre hébergeur DNS
   *[other] { $host }
}
Le-host = { $host ->
    [unknown] Votre hébergeur DNS
   *[other] { $host }
}
a-host = à { $host ->
    [unknown] votre hébergeur DNS
   *[other] { $host }
}
serveurs-du-host = les serveurs de { $host ->
    [unknown] votre hébergeur DNS
   *[other] { $host }
}
le-service = { $tenant ->
    [unknown] le service
   *[other] { $tenant }
}
Le-service = { $tenant ->
    [unknown] Le service
   *[other] { $tenant }
}
au-service = { $tenant ->
    [unknown] au service
   *[other] à { $tenant }
}
vers-service = vers { $tenant ->
    [unknown] le service
   *[other] { $tenant }
}
chez-registrar = Chez votre bureau d’enregistrement (là où vous avez acheté le domaine),
n-enregistrements = { $count ->
    [1] un enregistrement
    [2] deux enregistrements
    [3] trois enregistrements
   *[other] { $count } enregistrements
}
N-enregistrements = { $count ->
    [1] Un enregistrement
    [2] Deux enregistrements
    [3] Trois enregistrements
   *[other] { $count } enregistrements
}

## Listes, durées, phrases

list_more = { $a }, { $b }
list_last = { $a } et { $b }
sentences = { $a } { $b }
span_seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } secondes
}
span_minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span_hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
span_days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
time_until = { $time }, { $distance }

## La page

title = Connecter votre domaine
progress = Progression
step_domain = Domaine
step_records = Enregistrements
step_live = En ligne
axis_ownership = Propriété
axis_routing = Acheminement
axis_certificate = Certificat
axis_live = En ligne
axis_done = , terminé,
axis_now = , en cours,
language = Langue
question = Quel domaine voulez-vous utiliser ?
question_why = Nous vous montrerons ensuite exactement quels enregistrements ajouter. Rien ne change avant que vous les ajoutiez.
question_bound = Cette page est pour ce domaine. Rien ne change avant que vous ajoutiez les enregistrements.
example = Par exemple shop.example.com
we_use = Nous utiliserons { $name }
apex_advice = Un nom devant, comme www, est plus facile à connecter et ne touche pas à vos e-mails.
www_advice = Les visiteurs qui omettent www n’arrivent que si vous connectez aussi ce nom.
go_on = Continuer
field_name = Nom
field_value = Valeur
copy_name = Copier le nom { $text }
copy_value = Copier la valeur { $text }
copy_text = Copier { $text }
copied = Copié
select = Sélectionné. Appuyez sur Ctrl+C ou ⌘C pour copier.
no_name = (laisser vide)
full_name = Nom complet : { $name }
open_host = Ouvrir le DNS de { $host }
consent = { $host } peut ajouter ces enregistrements pour vous. Une fenêtre sur { $place } montre ce qui change et vous demande d’abord votre accord.
consent_open = Laisser { $host } les ajouter
elsewhere = Ailleurs ?
elsewhere_why = Nous lisons cela dans les serveurs de noms de votre domaine. Si vous gérez son DNS ailleurs, les mêmes noms et valeurs y valent.
copy_all = Tout copier
zone_file = Télécharger le fichier de zone
how_to = Comment faire chez { $host }
what_we_saw = Ce que nous avons vu
visible = Où c’est visible
visible_why = Nous interrogeons chaque serveur de votre hébergeur DNS, puis certains que consultent les visiteurs. Ces derniers gardent des copies un moment.
column_server = Serveur
column_status = État
column_values = Ce qu’il contient
asked = Interrogé { $at }
authorities = Serveurs de votre hébergeur DNS
resolvers = Serveurs que consultent les visiteurs
seen_right = Correct
seen_beside = Une autre valeur à côté
seen_nothing = Rien encore
seen_other = Autre valeur
seen_old = Ancienne réponse
seen_unknown = Pas de réponse
seen_until = jusqu’à { $at }
last_look = Dernière vérification { $at }.
looking = Nous regardons pour la première fois.
check_now = Vérifier maintenant
help = Obtenir de l’aide
open_domain = Ouvrir { $domain }
done = Terminé
kept = Nous veillons : si les enregistrements changent, { le-service } en est informé.
records_kept = Les enregistrements à conserver
records_ended = Les enregistrements
domains = Vos domaines
all_domains = Tous les domaines
another = Connecter un autre domaine
again = Connecter à nouveau
remove = Retirer ce domaine
remove_why = Il cesse aussitôt de fonctionner ici. Vos enregistrements DNS restent tels quels.
remove_now = Retirer
session_ending = Cette session se termine dans { $left }
session_ended = Cette session est terminée. Vous pouvez encore tout lire et copier ; nous continuons à vérifier.
open_again = Rouvrir
offline = Pas de connexion. Nous continuons à vérifier ; cette page se mettra à jour d’elle-même.
away = Nous n’arrivons pas à joindre notre serveur. À notre connaissance, votre domaine n’a aucun problème.
close = Fermer
no_script = Cette page ne se met pas à jour d’elle-même ici. Utilisez « Vérifier maintenant » pour regarder à nouveau.
spoken = { $title }. { $records }
spoken_record = { $type } : { $status }.

## État d’une connexion

state_waiting = En attente de vos enregistrements
state_last = En attente du dernier enregistrement
state_certificate = Certificat en cours
state_live = En ligne
state_drifted = Demande votre attention
state_stalled = N’avance pas
state_failed = N’a pas pu être connecté
state_archived = N’est plus connecté
live_title = { $domain } est en ligne
live_why = Sécurisé depuis { $at }. Conservez { $count ->
    [1] l’enregistrement
    [2] les deux enregistrements
   *[other] tous les enregistrements
} : sans cela, le domaine cesse de fonctionner ici.
drifted_title = { $domain } demande votre attention
drifted_why = Ses enregistrements ont changé. Rétablissez-les comme indiqué ici pour que le domaine continue de fonctionner.
failed_title = { $domain } n’a pas pu être connecté
failed_rejected = L’autorité de certification, qui délivre les certificats, en a refusé un pour ce nom.
failed_gone = Le domaine n’existe plus.
failed_ask = Adressez-vous { au-service }.
high_risk = Ce nom demande une vérification manuelle. Les autorités de certification examinent de près les noms connus.
archived_title = { $domain } n’est plus connecté
archived_why = Vous pouvez supprimer les enregistrements ci-dessous. Le domaine peut être connecté à nouveau.
archived_expired = Personne n’a prouvé en 14 jours que le domaine lui appartient : nous avons arrêté. Il peut être connecté de nouveau.
archived_idle = Rien n’a changé pendant longtemps : nous avons arrêté. Le domaine peut être connecté de nouveau.
archived_transferred = Un autre compte a prouvé que le domaine lui appartient, et il y est servi. Ne supprimez que les enregistrements dont plus personne n’a besoin.
moves_title = { $domain } arrive ici
moves_why = Vous avez prouvé qu’il est à vous, et le compte qui l’a maintenant a été averti. Le transfert se fait de lui-même ({ $at }). Gardez l’enregistrement TXT jusque-là.
issuing_title = Obtention du certificat pour { $domain }
issuing_why = Vos enregistrements sont corrects, il ne reste rien à faire. Cela prend environ une minute.
stalled_certificate_title = { $domain } attend son certificat
stalled_certificate_why = Conservez vos enregistrements. La raison est indiquée ci-dessous.
stalled_title = Rien n’a changé pour { $domain } depuis un moment
stalled_why = Les enregistrements ci-dessous manquent encore. Nous continuons à regarder, moins souvent.
stalled_right_why = Les enregistrements sont corrects. Nous continuons à regarder, moins souvent.
correct_title = { N-enregistrements } à corriger
correct_why = Ce qu’il faut changer est indiqué sous l’enregistrement.
correct_missing = { $count ->
    [1] Il en manque encore un.
   *[other] Il en manque encore { $count }.
}
correct_found = { $count ->
    [1] L’autre est correct.
   *[other] { $count } sont corrects.
} Ce qu’il faut changer est indiqué ci-dessous.
all_found_title = { $count ->
    [1] L’enregistrement est trouvé
    [2] Les deux enregistrements sont trouvés
   *[other] Les { $count } enregistrements sont trouvés
}
all_found_why = Il ne reste rien à faire. Nous attendons que chaque serveur interrogé les ait.
to_go_title = Encore { n-enregistrements } pour { $domain }
to_go_why = { $count ->
    [1] Un est déjà correct.
   *[other] { $count } sont déjà corrects.
} Cette page passe au vert d’elle-même.
add_title = Ajoutez { n-enregistrements } pour { $domain }
add_why = Vous les ajoutez là où votre DNS est géré. Nous regardons déjà : cette page passe au vert d’elle-même, souvent en quelques secondes.
waits_record = attend son enregistrement
waits_certificate = en route
waits_long = pas encore
waits_routing = après l’acheminement
waits_ownership = après la propriété
waits_serving = environ une minute après
broken_since = en panne depuis { $at }
routing_count = { $found } enregistrements corrects sur { $wanted }
checked = { $what } Vérifié { $at }.
check_live = { $domain } est en ligne, et ses enregistrements sont corrects.
check_certificate = Les enregistrements sont corrects ; le certificat est en route.
check_over = Ce domaine n’est plus vérifié.
looked_wrong = { $count ->
    [1] Un n’est pas encore correct
   *[other] { $count } ne sont pas encore corrects
} sur { serveurs-du-host }.
looked_none = Toujours pas sur { serveurs-du-host }.
looked_some = { $found } sur { $wanted } trouvés sur { serveurs-du-host } ; { $count ->
    [1] il en manque un
   *[other] il en manque { $count }
}.
looked_all = Tous les enregistrements sont sur { serveurs-du-host }.
purpose_ownership = Prouve que le domaine est à vous
purpose_routing = Conduit les visiteurs { vers-service }
purpose_certificate = Autorise le certificat
purpose_redirect = Conduit un second nom ici
purpose_email = Achemine vos e-mails
record_missing = En attente de vous
record_wrong = Pas encore correct
record_published = Trouvé { chez-host }
record_everywhere = Visible partout
banner_host = Votre DNS est chez { $host }
banner_zone = Ajoutez-les là où le DNS de { $zone } est géré

## Comment ajouter les enregistrements

how_sign_in = Connectez-vous { chez-host } et ouvrez les enregistrements DNS de { $zone ->
    [unknown] votre domaine
   *[other] { $zone }
}.
how_add = Choisissez d’ajouter un enregistrement, puis le type indiqué sur la carte.
how_name = Collez le nom dans « { $field } ». { $names ->
    [full] Saisissez-le en entier, avec votre domaine à la fin.
   *[short] Omettez votre domaine à la fin.
}
how_value = Collez la valeur dans « { $field } », puis enregistrez.
how_value_card = Collez la valeur dans le champ indiqué par la carte, puis enregistrez.
how_dot = Le point à la fin de la valeur d’un CNAME en fait partie.
how_quotes = Les guillemets autour d’une valeur TXT en font partie.
how_switch = Réglez « { $switch } » sur « { $off } ».
how_ttl = Si { $host } demande un TTL (durée de vie des copies), saisissez { $seconds } secondes.
how_ttl_lowest = { Le-host } propose peut-être un TTL (durée de vie des copies) : le plus court convient.
how_to_any = Comment ajouter ces enregistrements

## Ce que ces mots veulent dire

words = Ce que ces mots veulent dire
word_dns = DNS : l’annuaire d’internet. Il dit aux navigateurs et au courrier où mène votre domaine.
word_host = Hébergeur DNS : l’entreprise qui tient les entrées de votre domaine, souvent là où vous l’avez acheté.
word_server = Serveur de noms : un ordinateur de votre hébergeur DNS qui répond aux questions sur votre domaine.
word_record = Enregistrement : une entrée de votre domaine, avec un type, un nom et une valeur.
word_txt = TXT : un enregistrement qui contient un texte, comme le code qui prouve que le domaine est à vous.
word_cname = CNAME : un enregistrement qui fait d’un nom l’alias d’un autre.
word_a = A et AAAA : des enregistrements avec une adresse, de l’ancien type (IPv4) ou du nouveau (IPv6).
word_wildcard = Joker : un enregistrement qui répond pour chaque nom qui n’en a pas.
word_zone = Fichier de zone : tous les enregistrements en un texte, que beaucoup d’hébergeurs DNS savent importer.
word_certificate = Certificat : ce qui rend sûre la connexion à votre domaine. Une autorité de certification le délivre.
word_proxy = Proxy : un serveur intermédiaire, que les visiteurs atteignent à la place du nôtre.
word_registry = Registre : il gère une extension comme .com et connaît les serveurs de noms de chaque domaine.
word_cache = Cache : des copies de réponses gardées un temps, pendant lequel personne ne redemande.
word_redirect = Redirection : une réponse qui envoie les visiteurs à une autre adresse.

## Pourquoi un domaine est refusé

problem_letters = Il y a ici des caractères qu’un domaine ne peut pas avoir. Lettres, chiffres et traits d’union conviennent.
problem_suffix = { $name } est partagé par tous. Saisissez un nom à vous en dessous.
problem_other = Cette page est réservée à { $name }. Revenez en arrière pour en connecter un autre.
problem_not_allowed = On ne peut pas ajouter d’autre domaine d’ici.
problem_taken = Ce domaine est déjà connecté, ou attend de l’être. Retirez-le d’abord là-bas.
problem_too_many = Trop de domaines attendent leurs enregistrements. Terminez-en ou retirez-en un d’abord.
problem_no_room = { Le-service } ne peut pas accueillir d’autre domaine pour l’instant. Renseignez-vous auprès d’eux.
problem_ours = Une erreur s’est produite chez nous. Rien n’est perdu ; réessayez dans une minute.
name_empty = Saisissez le domaine que vous voulez utiliser.
name_too_long = Ce nom a { $count } caractères. Le maximum est 253.
name_dots = Il y a deux points de suite, ou un au début.
name_part_too_long = La partie { $part } est trop longue. Chaque partie a au plus 63 caractères.
name_part_bad = La partie { $part } a des caractères qui ne conviennent pas. Lettres, chiffres et traits d’union conviennent.
name_address = { $name } est une adresse IP. Saisissez un nom comme shop.example.com.
name_single = { $name } n’est qu’une partie d’un nom. Saisissez-le en entier, comme shop.example.com.

## Pourquoi il n’y a pas de session

no_page_title = Cette page n’est pas ici
no_page_why = L’adresse est incomplète, ou n’a jamais servi. Retournez d’où vous venez et rouvrez-la.
over_title = Cette session est terminée
over_why = Retournez d’où vous venez et rouvrez-la. Nous continuons à vérifier votre domaine.
link_over_title = Ce lien a expiré
link_over_why = Demandez-en un nouveau à la personne qui vous l’a envoyé. Nous continuons à vérifier le domaine.
consent_given_title = Vous pouvez fermer cette fenêtre
consent_given_why = Votre hébergeur DNS ajoute maintenant les enregistrements. La page d’où vous venez les vérifie.
consent_stopped_title = Rien n’a été modifié
consent_stopped_why = Vous avez arrêté avant qu’un enregistrement soit ajouté. Fermez cette fenêtre pour réessayer, ou pour les ajouter vous-même.
consent_refused_title = Votre hébergeur DNS n’a pas ajouté les enregistrements
consent_refused_why = Fermez cette fenêtre et ajoutez-les vous-même. La page d’où vous venez montre comment faire.
no_consent_title = Ce n’est pas possible pour le moment
no_consent_why = Votre hébergeur DNS ne répond pas, ou ne le propose pas pour votre domaine. Fermez cette fenêtre et ajoutez les enregistrements vous-même.
ours_title = Une erreur s’est produite chez nous
ours_why = À notre connaissance, votre domaine n’a pas de problème. Réessayez dans une minute.

## Ce que nous avons vu

asked_dns = Nous avons interrogé { $server }{ $transport ->
    [tcp] { " " }par TCP
   *[udp] { "" }
} sur { $question }, à { $at } :
may_be_kept = Peut être gardé { $span } (TTL { $ttl }).
rcode = { $meaning } ({ $code }).
rcode_noerror = Rien de ce type ici
rcode_nxdomain = Rien ici : le nom n’existe pas
rcode_servfail = Le serveur a échoué
rcode_refused = Le serveur ne veut pas répondre
rcode_lame = Le serveur n’est pas responsable du domaine
rcode_timeout = Pas de réponse à temps
rcode_formerr = Rien de lisible
rcode_other = Pas de réponse
remark = Le serveur signale : { $reason ->
    [old] c’est une ancienne réponse
    [signatures] les signatures du domaine ne concordent pas
    [remembered] l’erreur est retenue d’avant
    [blocked] le nom y est bloqué
    [unreachable] les serveurs du domaine étaient injoignables
   *[unusual] quelque chose d’inhabituel
} (EDE { $code }).
asked_page = Nous avons ouvert { $url } à { $address }, à { $at } :
hop = État { $status }{ $server ->
    [unknown] { "" }
   *[other] { " " }de { $server }
} à { $address }{ $location ->
    [unknown] { "" }
   *[other] , puis vers { $location }
}.
visit_marker = Là, notre propre serveur a répondu, avec sa marque.
visit_unchecked = Là, un de nos serveurs a répondu ; nous n’avons pas pu vérifier sa marque.
visit_answered = La réponse ne porte pas notre marque.
visit_refused = La connexion a été refusée.
visit_timed_out = Aucune réponse n’est arrivée à temps.
visit_broken = La connexion s’est rompue, ou ce n’était pas une page web.
visit_forbidden = Cela menait à une adresse que nous ne visitons pas.
visit_nowhere = Cela menait à un nom sans adresse.
visit_circle = Cela ramenait là où nous étions déjà passés.
visit_too_many = Après dix redirections, nous avons arrêté.
asked_certificate = Nous avons demandé à { $address } le certificat de { $subject }, à { $at } :
tls_none = Le serveur n’a pas de certificat pour ce nom.
tls_broken = Ce n’était pas une connexion sécurisée.
tls_forbidden = C’est une adresse que nous ne visitons pas.
cert_nameless = Un certificat sans nom.
cert_covers = Un certificat pour ce nom : { $names }.
cert_others = Un certificat pour d’autres : { $names }.
cert_issuer = Délivré par { $issuer }.
cert_until = Valable jusqu’au { $at }.

## Constats : propriété

ownership_missing_title = Le code n’est pas encore là.
ownership_missing_why = Il n’y a pas d’enregistrement TXT à { $name }.
ownership_missing_fix = Ajoutez l’enregistrement TXT avec le nom { $entered }.
ownership_mismatch_title = Le code a une autre valeur.
ownership_mismatch_why = Une autre valeur se trouve à { $name }.
ownership_mismatch_empty = La valeur à { $name } est vide.
ownership_mismatch_lacks = À { $name } se trouve { $value }, sans sa fin { $end }.
ownership_mismatch_extra = À { $name } se trouve { $value } : sa fin { $end } est en trop.
ownership_mismatch_older = À { $name } se trouve { $value }, un code plus ancien ou un autre.
ownership_mismatch_else = À { $name } se trouve { $value }, qui est autre chose.
ownership_mismatch_fix = Remplacez la valeur par { $wanted }.
ownership_at_wrong_name_title = Bonne valeur, mauvais endroit.
ownership_at_wrong_name_why = Le code est à { $found } ; nous le cherchons à { $name }.
ownership_at_wrong_name_fix = Déplacez-le : nom { $entered }.
ownership_quoted_title = La valeur a des caractères en trop.
ownership_quoted_why = Avec ses guillemets, espaces ou points, la valeur à { $name } est { $found }.
ownership_quoted_fix = Saisissez la valeur sans eux : { $wanted }.
ownership_wildcard_title = Un joker répond à la place du code.
ownership_wildcard_why = Le CNAME à { $wildcard } fait mener { $name } vers { $target }.
ownership_wildcard_fix = Conservez le joker, et ajoutez l’enregistrement TXT avec le nom { $entered }.
ownership_hidden_title = Un autre enregistrement masque le code.
ownership_hidden_why = { $name } est un alias (CNAME) de { $target }, aucun code n’y apparaît donc.
ownership_hidden_fix = Supprimez le CNAME avec le nom { $entered }, puis ajoutez-y l’enregistrement TXT.
name_doubled_title = Le nom a été saisi deux fois.
name_doubled_why = { Le-host } ajoute lui-même « { $zone } », l’enregistrement est donc arrivé à { $found }.
name_doubled_fix = Changez le nom en { $entered }.

## Constats : acheminement

routing_missing_title = Le domaine ne mène encore nulle part.
routing_missing_why = Il n’y a ni adresse (A, AAAA) ni alias (CNAME) à { $name }.
routing_missing_fix = Ajoutez l’enregistrement indiqué ici, avec le nom { $entered }.
change_value = Changez la valeur en { $wanted }.
zone_appended_title = Votre domaine a été ajouté à la valeur.
zone_appended_why = { Le-host } l’a ajouté de lui-même, { $name } mène donc à { $found }.
zone_appended_fix = Changez la valeur en { $wanted }, avec le point à la fin.
typo_title = La valeur a une faute de frappe.
typo_why = { $name } mène à { $found }, ce qui est presque juste.
wrong_target_title = Cela mène ailleurs.
wrong_target_why = { $name } mène à { $found }.
cname_multiple_title = { $count } enregistrements CNAME sont au même nom.
cname_multiple_why = Un seul alias (CNAME) peut compter ; { $name } mène à { $found }.
cname_multiple_fix = Supprimez le CNAME vers { $others }. Conservez celui vers { $wanted }.
cname_multiple_none_fix = Supprimez-les tous sauf un, et changez sa valeur en { $wanted }.
cname_at_apex_title = Un CNAME ne peut pas se trouver ici.
cname_at_apex_why = Au début de votre domaine, un alias (CNAME) vers { $target } masquerait les e-mails et les serveurs de noms.
cname_at_apex_alias_fix = { Chez-host }, ajoutez un enregistrement alias (ALIAS ou ANAME) vers { $target }, ou connectez plutôt { $www }.
cname_at_apex_fix = { Chez-host }, remplacez tout CNAME nommé { $entered } par les enregistrements indiqués ici.
cname_conflict_title = D’autres enregistrements gênent.
cname_conflict_mail_title = Des enregistrements de messagerie gênent.
cname_conflict_why = Un alias (CNAME) doit être seul, et { $name } a aussi { $types }.
cname_conflict_fix = { Chez-host }, supprimez les enregistrements { $types } avec le nom { $entered }.
cname_conflict_mail = Les e-mails vers { $name } s’arrêtent alors ; pour les garder, connectez un autre nom.
cname_indirect_title = Cela fonctionne par un autre nom.
cname_indirect_why = { $name } mène à nous par { $via }.
cname_indirect_fix = Rien à faire. Conservez { $via } : sans lui, le domaine cesse de fonctionner.
cname_flattened_title = Les adresses sont correctes.
cname_flattened_why = { Le-host } répond pour { $name } par des adresses au lieu d’un alias (CNAME).
cname_flattened_fix = Rien à faire. C’est considéré comme correct.
proxied_title = Le proxy de { $by } masque votre enregistrement.
proxied_why = Les adresses de { $name } sont celles de { $by }, et on ne peut pas nous y joindre.
proxied_fix = Chez { $by }, désactivez le proxy (CDN) pour { $entered }.
proxied_cloudflare_fix = Dans Cloudflare DNS, passez le nuage de { $entered } de l’orange au gris (« DNS only »).
proxied_through_title = Cela fonctionne par le proxy de { $by }.
proxied_through_why = { $by } se trouve entre les visiteurs de { $name } et nous, ce qui peut gêner les certificats.
proxied_through_fix = Par sécurité : { $fix }
provider_forwarding_title = Une page de parking ou de redirection répond.
provider_forwarding_why = { $name } a l’adresse { $found }, qui est la page de { $by }.
provider_forwarding_fix = Chez { $by }, désactivez la redirection et le parking pour { $entered }, puis ajoutez l’enregistrement indiqué ici.
cname_loop_title = Les enregistrements tournent en rond.
cname_loop_why = En les suivant depuis { $name }, nous sommes arrivés deux fois à { $at }.
cname_loop_here_fix = Changez le CNAME à { $at } en la valeur indiquée ici.
cname_loop_fix = Changez le CNAME à { $at } pour qu’il mène plus loin.
cname_chain_broken_title = Les enregistrements ne mènent à rien.
cname_chain_broken_why = { $name } mène à { $at }, qui n’existe pas.
cname_chain_broken_fix = Ajoutez un enregistrement pour { $at }, ou utilisez plutôt la valeur indiquée ici.
target_gone_title = La cible n’existe pas.
tenant_repairs = Rien à faire pour vous. { Le-service } doit réparer cela.
tenant_changes = Rien à faire pour vous. { Le-service } doit changer cette règle.
cname_chain_long_title = Le chemin jusqu’à nous est long.
cname_chain_long_why = { $count } noms se trouvent entre { $name } et nous, et certains serveurs renoncent avant.
cname_chain_long_fix = Faites mener { $entered } directement à la valeur indiquée ici.
wildcard_masks_title = Un joker répond pour ce nom.
wildcard_masks_why = L’enregistrement { $wildcard } vaut pour tous les noms qui n’en ont pas, donc aussi pour { $name }.
wildcard_masks_fix = Ajoutez l’enregistrement indiqué ici avec le nom { $entered }, pour que cela dure.
mail_shadowed_title = Ce changement arrêterait vos e-mails.
mail_shadowed_why = Un alias (CNAME) ici masquerait les enregistrements de messagerie ({ $types }) de { $name }.
mail_shadowed_apex_fix = Utilisez plutôt l’enregistrement A ci-dessous.
mail_shadowed_fix = Connectez un autre nom, comme { $www }, ou déplacez d’abord la messagerie.
answers_vary_title = La réponse change de temps en temps.
answers_vary_why = Certains visiteurs de { $name } sont envoyés vers { $wrong }.
answers_vary_fix = { Chez-host }, changez chaque variante de { $entered } (par région ou à tour de rôle) en la valeur indiquée ici.
https_record_title = Un enregistrement HTTPS mène ailleurs.
https_record_why = Les navigateurs récents le suivent : pour { $name } il dit { $found }, qui n’est pas à nous.
https_record_fix = { Chez-host }, supprimez l’enregistrement de type HTTPS avec le nom { $entered }.
address_private_title = Cette adresse n’est pas sur Internet.
address_private_why = { $name } a { $found }, qui ne fonctionne tout au plus que dans des réseaux privés.
replace_fix = { Chez-host }, remplacez { $found } par la valeur indiquée ici.
www_not_covered_title = Le nom avec www n’est pas connecté.
www_not_covered_why = Les visiteurs de { $name } { $place ->
    [somewhere] arrivent ailleurs
   *[nowhere] n’arrivent nulle part
}.
www_not_covered_fix = Connectez aussi { $name }, ou redirigez-le { chez-host }.
address_wrong_title = Cela mène à un autre serveur.
address_wrong_why = { $name } a l’adresse { $found }, qui n’est pas à nous.
address_wrong_known_title = Cela mène encore à { $whose }.
address_wrong_known_why = { $name } a l’adresse { $found }, qui est à { $whose }.
address_extra_title = Une ancienne adresse est à côté de la nouvelle.
address_extra_why = Certains visiteurs de { $name } arriveraient plutôt à { $found }.
address_extra_fix = { Chez-host }, supprimez { $count ->
    [1] l’enregistrement
   *[other] les enregistrements
} avec { $found }.
aaaa_leftover_title = { $count ->
    [1] Une ancienne adresse IPv6 est encore là.
   *[other] D’anciennes adresses IPv6 sont encore là.
}
aaaa_leftover_why = Beaucoup de visiteurs de { $name } arriveraient chez votre ancien hébergeur.
aaaa_leftover_fix = Supprimez { $count ->
    [1] l’enregistrement AAAA
   *[other] les enregistrements AAAA
} { $found }.

## Constats : diffusion

versions-part = { $old ->
    [unknown] { "" }
   *[other] { " " }(version { $old } au lieu de { $new })
}
authorities_disagree_title = { $count ->
    [1] Un serveur de votre hébergeur DNS est en retard.
   *[other] Des serveurs de votre hébergeur DNS sont en retard.
}
authorities_disagree_why = { $servers } { $count ->
    [1] n’a
   *[other] n’ont
} pas repris le changement { $since ->
    [hour] en une heure
   *[now] pour l’instant
}{ versions-part }.
authorities_disagree_fix = Rien à faire pendant la prochaine heure.
authorities_disagree_lasting_fix = Demandez { a-host } pourquoi { $servers } ne { $count ->
    [1] l’a
   *[other] l’ont
} pas repris.
ttl_high_title = Les anciennes copies sont gardées { $span }.
ttl_high_why = L’enregistrement à { $name } le permet : son TTL (durée de vie des copies) est de { $ttl } secondes.
ttl_high_fix = Avant de changer { $entered }, réglez son TTL sur { $short } et attendez { $span } ; sinon cette attente vient après.
edited_elsewhere_title = L’enregistrement est chez un autre hébergeur DNS.
edited_elsewhere_why = Il est sur { $found }, mais les serveurs de votre domaine sont { $servers }.
edited_elsewhere_fix = Chez { $host }, ajoutez l’enregistrement avec le nom { $entered }.
edited_elsewhere_unknown_fix = Ajoutez l’enregistrement avec le nom { $entered } auprès de l’entreprise qui exploite { $servers }.
nameservers_changing_title = Votre domaine change d’hébergeur DNS.
nameservers_changing_why = Certains interrogent { $parent } sur { $name }, d’autres { $child }.
nameservers_changing_fix = Saisissez les enregistrements chez les deux hébergeurs DNS. Le changement peut prendre { $span }.
stale_cache_title = L’ancienne { $what ->
    [address] adresse
    [value] valeur
   *[answer] réponse
} est encore en mémoire.
stale_cache_why = { $resolver } garde une copie de votre ancien enregistrement aussi longtemps que celui-ci le permettait.
stale_cache_fix = Rien à faire. La dernière copie disparaît à { $at }.
stale_cache_latest_fix = Rien à faire. La dernière copie devrait avoir disparu à { $at }.
stale_cache_sometime_fix = Rien à faire. La dernière copie disparaît d’elle-même.
negative_cache_title = { $host ->
    [unknown] Votre hébergeur
   *[other] { $host }
} l’a ; certaines copies sont anciennes.
negative_cache_why = { $resolver } a regardé avant votre ajout et retient « rien ici ».
negative_cache_fix = Rien à faire. Il regarde à nouveau à { $at }.
negative_cache_latest_fix = Rien à faire. Il devrait regarder à nouveau avant { $at }.
negative_cache_sometime_fix = Rien à faire. Il regarde à nouveau de lui-même.

## Constats : le domaine

not_registered_title = Ce domaine n’est pas enregistré.
not_registered_why = Le registre ne connaît pas { $name }.
not_registered_fix = Vérifiez l’orthographe de { $copy }, ou enregistrez ou renouvelez le domaine.
hold_expired_title = Votre domaine a expiré.
hold_expired_why = L’enregistrement de { $name } a pris fin.
hold_expired_at_why = L’enregistrement de { $name } a pris fin le { $at }.
hold_expired_fix = { chez-registrar } renouvelez { $copy }. Il revient en moins d’un jour.
hold_registrar_title = Votre bureau d’enregistrement retient votre domaine.
hold_registrar_why = { $name } est enregistré, mais désactivé par le bureau d’enregistrement.
hold_registrar_fix = Demandez au bureau d’enregistrement pourquoi { $copy } est suspendu. Souvent, un e-mail de confirmation d’adresse est resté sans réponse, ou une facture impayée.
hold_registry_title = Le registre retient votre domaine.
hold_registry_why = { $name } est enregistré, mais désactivé par le registre.
hold_registry_fix = Demandez à votre bureau d’enregistrement pourquoi { $copy } est suspendu : lui seul peut interroger le registre.
no_delegation_title = Votre domaine n’a pas de serveurs de noms.
no_delegation_why = Le registre connaît { $name }, mais aucun serveur qui réponde pour lui.
no_delegation_fix = { chez-registrar } saisissez les serveurs de noms de votre hébergeur DNS pour { $copy }.
delegation_mismatch_title = Deux listes de serveurs de noms diffèrent.
delegation_mismatch_parent_why = Seul le registre indique { $parent } ; votre hébergeur DNS, non.
delegation_mismatch_child_why = Seul votre hébergeur DNS indique { $child } ; le registre, non.
delegation_mismatch_both_why = Seul le registre indique { $parent }, seul votre hébergeur DNS { $child }.
delegation_mismatch_parent_fix = { chez-registrar } retirez { $parent } pour { $name }.
delegation_mismatch_child_fix = { chez-registrar } ajoutez { $child } pour { $name }.
delegation_mismatch_both_fix = { chez-registrar } retirez { $parent } et ajoutez { $child } pour { $name }.
dnssec_title = Les signatures de votre domaine ne concordent pas.
dnssec_why = Les serveurs qui vérifient les signatures (DNSSEC) refusent { $name }.
dnssec_key_why = Le registre a une clé (enregistrement DS) qui n’est pas une clé de { $name }.
dnssec_unsigned_why = Le registre dit que { $name } est signé (DNSSEC), et il ne l’est pas.
dnssec_expired_why = Les signatures (DNSSEC) de { $name } ont expiré le { $at }.
dnssec_early_why = Les signatures (DNSSEC) de { $name } ne valent qu’à partir du { $at }.
dnssec_key_fix = { chez-registrar } supprimez la clé (enregistrement DS) de { $copy }.
dnssec_fix = Demandez { a-host } de signer à nouveau { $copy }, ou supprimez sa clé (enregistrement DS) chez votre bureau d’enregistrement.
lame_all_title = Aucun serveur ne répond pour votre domaine.
lame_title = Un serveur indiqué ne connaît pas votre domaine.
lame_why = { $servers } { $count ->
    [1] devrait répondre pour { $name }, et ne le fait pas.
   *[other] devraient répondre pour { $name }, et ne le font pas.
}
lame_all_fix = { chez-registrar } vérifiez les serveurs de noms de { $copy }.
lame_fix = { chez-registrar } retirez { $servers }, ou faites réparer cela.
unreachable_title = { $count ->
    [1] Un serveur de votre hébergeur DNS se tait.
   *[other] Des serveurs de votre hébergeur DNS se taisent.
}
unreachable_why = { $servers } n’{ $count ->
    [1] a
   *[other] ont
} pas répondu pour { $name }.
unreachable_fix = Rien à faire dans l’immédiat. Si cela dure, interrogez { le-host } sur { $servers }.
lookup_failed_title = Notre vérification a échoué.
lookup_failed_why = À notre connaissance, votre domaine n’a pas de problème.
lookup_failed_fix = Rien à faire. Nous réessayons de nous-mêmes.

## Constats : le certificat

caa_none_title = Votre domaine n’autorise aucun certificat.
caa_only_title = Votre domaine n’autorise que les certificats de { $issuer }.
caa_others_title = Votre domaine n’autorise pas nos certificats.
caa_target_title = La cible de l’enregistrement interdit nos certificats.
caa_why = Une règle (CAA) à { $name } nous empêche d’en obtenir un.
caa_fix = Ajoutez cet enregistrement à côté : CAA { $record }.
caa_lookup_title = Une question sur les certificats reste sans réponse.
caa_lookup_why = { Le-host } ne dit pas à { $name } qui peut délivrer des certificats (CAA), donc personne ne le fera.
caa_lookup_fix = Demandez { a-host } de répondre aux questions de type CAA pour { $copy }.
caa_critical_title = Une règle de certificat n’est pas comprise.
caa_critical_why = La règle (CAA) à { $name } doit être suivie, et son étiquette { $tag } est inconnue.
caa_critical_fix = Supprimez l’enregistrement CAA avec l’étiquette { $tag } à { $name }.
caa_malformed_title = Une règle de certificat est illisible.
caa_malformed_why = La règle (CAA) à { $name } a la valeur { $value }.
caa_malformed_fix = Changez la valeur en { $clean }, sans guillemets ni espaces, ou supprimez l’enregistrement.
caa_malformed_again_fix = Saisissez à nouveau la valeur sans guillemets ni espaces en trop, ou supprimez l’enregistrement.
caa_bound_title = Une règle de certificat vise un autre compte.
caa_bound_why = La règle (CAA) à { $name } fixe un compte ou un mode de vérification : { $value }.
caa_bound_fix = Si aucun certificat n’arrive, ajoutez à côté : CAA { $record }.
intercepted_title = Quelque chose répond avant nous.
intercepted_why = Un cache ou un proxy{ $server ->
    [unknown] { "" }
   *[other] { " " }({ $server })
} devant { $name } répond à la vérification du certificat.
intercepted_fix = Laissez passer { $folder } sans cache ni redirection.
http_refused_why = { $address } refuse les visites à { $name } en http simple (port 80).
http_silent_why = { $address } ne répond pas pour { $name } en http simple (port 80).
http_ours_title = Notre propre serveur ne répond pas.
http_ours_fix = Rien à faire pour vous. Nous nous en occupons.
http_title = Rien ne répond à cette adresse{ $family ->
    [v6] { " " }IPv6
   *[v4] { "" }
}.
http_fix = Remplacez { $address } par la valeur indiquée ici, ou ouvrez-y le port 80.
redirect_loop_title = Des redirections tournent en rond.
redirect_loop_why = Une visite à { $url } est renvoyée sans cesse, jusqu’à revenir à { $at }.
redirect_loop_fix = Retirez la redirection à { $at }. Si un proxy la produit, réglez son chiffrement sur « Full (strict) ».
acme_wrong_title = L’enregistrement du certificat mène ailleurs.
acme_wrong_why = { $name } mène à { $found }, la vérification ne peut donc pas réussir.
acme_wrong_fix = Changez la valeur de { $entered } en { $wanted }.
acme_missing_title = L’enregistrement du certificat n’est pas encore là.
acme_missing_why = Un nom avec une étoile (*) est vérifié par { $name }.
acme_missing_fix = Ajoutez un CNAME avec le nom { $entered } et la valeur { $wanted }.
acme_leftover_title = Il reste des enregistrements d’un autre certificat.
acme_leftover_why = La vérification d’un tiers a laissé des enregistrements { $types } à { $name }.
acme_leftover_fix = Supprimez les enregistrements { $types } avec le nom { $entered }, sauf si un autre service en a besoin.
timed_out_title = Le certificat a pris trop de temps.
timed_out_order_why = Aucune commande n’a pu être passée à temps.
timed_out_check_why = La vérification de l’extérieur n’a eu aucune réponse en 3 minutes.
timed_out_issue_why = Aucun certificat n’est arrivé à temps.
timed_out_deploy_why = Le certificat n’est pas arrivé à temps sur nos serveurs.
timed_out_delete_why = L’ancien certificat n’a pas été retiré à temps.
timed_out_fix = Corrigez d’abord tout autre point indiqué ici. Nous réessayons ensuite.
rate_limited_title = Le certificat doit attendre.
rate_limited_own_why = Nous n’en commandons que quelques-uns à la fois, et d’autres étaient là avant.
rate_limited_ca_why = L’autorité de certification n’en délivre que quelques-uns à la fois.
rate_limited_fix = Rien à faire. Nous réessayons à { $at }.
rejected_title = L’autorité de certification a refusé.
rejected_why = Elle dit : { $words }.
rejected_words = { $detail } ({ $problem })
rejected_fix = Corrigez d’abord ce qu’elle indique. { Le-service } peut vous y aider.
high_risk_title = Ce nom demande une vérification manuelle.
high_risk_listed_why = Les autorités de certification examinent de près les noms connus.
high_risk_alike_why = { $name } ressemble à un nom connu, on l’examine donc de près.
high_risk_refused_why = L’autorité de certification veut examiner { $name } de plus près.
high_risk_fix = Demandez { au-service } la vérification de { $copy }.
wrong_certificate_title = Un autre certificat répond ici.
wrong_certificate_why = Le serveur à { $address } en présente un pour { $names }{ $count ->
    [0] { "" }
   *[other] { " " }et { $count } de plus
}{ par-emetteur }.
wrong_certificate_nameless_why = Le serveur à { $address } en présente un sans nom{ par-emetteur }.
wrong_certificate_untrusted_why = Le serveur à { $address } en présente un auquel les navigateurs ne se fient pas{ par-emetteur }.
par-emetteur = { $issuer ->
    [unknown] { "" }
   *[other] { " " }(de { $issuer })
}
wrong_certificate_fix = Si { $copy } est votre ancien hébergeur, retirez-y { $name }.
hsts_title = Les visiteurs doivent attendre le certificat.
hsts_why = { $name } demande aux navigateurs de n’ouvrir tous ses sous-noms que de façon sécurisée.
hsts_fix = Rien à faire. Il s’ouvre dès que le certificat est là.
target_broken_title = La cible de votre enregistrement n’a pas d’adresse.
target_broken_why = Votre enregistrement doit mener à { $name }, qui ne mène nulle part pour l’instant.
origin_title = Le site derrière votre domaine ne répond pas.
origin_why = Votre domaine arrive chez { le-service }, dont le serveur a renvoyé l’erreur { $status }.

## Constats : à qui est le nom

taken_title = Ce nom est déjà connecté.
taken_why = Une autre connexion détient { $name }, peut-être une des vôtres.
taken_fix = Retirez-y { $copy }, ou ajoutez l’enregistrement TXT indiqué ici pour le déplacer.
takeover_title = Il reste des enregistrements d’une connexion terminée.
takeover_why = Rien n’est servi à { $name }, et comme il mène encore à nous, d’autres pourraient le revendiquer.
takeover_fix = { Chez-host }, supprimez les enregistrements { $types } avec le nom { $entered }.

## Le chemin vers les enregistrements

use_both = Connecter le nom avec et sans www
use_both_why = Recommandé : les visiteurs arrivent ainsi dans les deux cas.
move_here = Ce domaine est à moi : le déplacer ici
move_why = Vous le prouvez par un enregistrement. Qui détient le nom est averti avant le déplacement.
pair_why = Les visiteurs tapent ce nom avec ou sans www.
pair_add = Connecter aussi { $name }
pair_other = Aussi : { $name }
analysis_title = Nous examinons { $domain }
analysis_why = Cela prend quelques secondes et ne change rien.
look_zone = Recherche de votre domaine
look_zone_found = Votre domaine est { $zone }
look_zone_none = Votre domaine est introuvable
look_host = Identification de votre hébergeur DNS
look_host_unknown = Nous ne connaissons pas votre hébergeur DNS par son nom
look_records = Lecture des enregistrements présents
look_records_none = Il n’y a encore rien à { $name }
look_records_some = Enregistrements à { $name } : { $count }
look_rules = Lecture des règles de certificats (CAA)
look_rules_good = Nos certificats sont autorisés
look_rules_bad = Une règle de certificats (CAA) doit changer
look_rules_unknown = Les règles de certificats (CAA) sont illisibles
look_conflicts = Recherche de ce qui gêne
look_conflicts_none = Rien ne gêne
look_conflicts_some = Enregistrements à supprimer d’abord : { $count }
full_names = Afficher les noms complets
full_names_why = si votre hébergeur DNS n’ajoute pas { $zone } de lui-même
print = Imprimer
send = Envoyer à un collègue
send_why = Il voit ces enregistrements et peut les vérifier, rien d’autre. Le lien vaut 30 jours.
send_make = Créer un lien
send_ready = Le lien est prêt. Ne le donnez qu’à qui peut voir ces enregistrements.
send_mail = Écrire un e-mail
mail_subject = Enregistrements DNS pour { $domain }
mail_please = Bonjour, merci d’ajouter ces enregistrements DNS pour { $domain } :
mail_link = Ils sont prêts à copier ici, et l’on voit quand ils sont justes : { $link }
clear_pill = À supprimer
clear_mail = Gardez les enregistrements de messagerie (MX) : ils ne gênent pas.
compared = Nous voyons
compared_surplus = en trop :
compared_missing = manque :
compared_legend = Barré : en trop. Souligné : manque.
check_running = Nous interrogeons les serveurs ; certains prennent leur temps.
check_failed = Cela n’a pas marché à l’instant. À notre connaissance, votre domaine va bien.
leave = Vous pouvez fermer cette page. Nous continuons, et { $tenant } saura quand le domaine sera en ligne.
