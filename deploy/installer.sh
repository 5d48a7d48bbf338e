#!/bin/sh
# Puts the application in place on Debian, as root: deploy/installer.sh tableau.exemple.fr "Camille Exemple, poste 12"
# Nothing that is there already is replaced, so that it can be run again after an update; it starts nothing.
set -eu

NOM=${1:?"the name of the site is missing: deploy/installer.sh tableau.exemple.fr \"whom to ask for an access\""}
CONTACT=${2:?"whom to ask for an access is missing: deploy/installer.sh $NOM \"Camille Exemple, poste 12\""}
RACINE=$(cd "$(dirname "$0")/.." && pwd)
[ "$RACINE" = /opt/tableau ] || { echo "The repository must stand in /opt/tableau: it is in $RACINE." >&2; exit 1; }
cd "$RACINE"

# The account, its folders.
id tableau >/dev/null 2>&1 || useradd --system --home-dir /var/lib/tableau --shell /usr/sbin/nologin tableau
install -d -o tableau -g tableau -m 0700 /var/lib/tableau /var/backups/tableau
install -d -o root -g adm -m 0755 /var/log/tableau # nginx opens its files there again, as www-data
install -d -o root -g tableau -m 0750 /etc/tableau
install -d -o root -g root -m 0755 /etc/nginx/tableau

# The program. What it reads and never writes is root's.
[ -d .venv ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
.venv/bin/python -m compileall -q charts exports loaders metrics models phrases ui pages dashboard.py
install -m 0755 deploy/tableau /usr/local/bin/tableau

# The secret that nginx and the application share, and the settings.
umask 077
[ -s /etc/tableau/secret ] || openssl rand -hex 32 > /etc/tableau/secret
chown root:tableau /etc/tableau/secret
chmod 0640 /etc/tableau/secret
[ -s /etc/nginx/tableau/secret.conf ] || printf 'proxy_set_header X-Schema-Secret "%s";\n' "$(cat /etc/tableau/secret)" \
    > /etc/nginx/tableau/secret.conf
if [ ! -s /etc/tableau/tableau.env ]; then
    cat > /etc/tableau/tableau.env <<FIN
DATABASE_URL="postgresql+psycopg://tableau@/tableau?host=/var/run/postgresql"
APP_URL="https://$NOM"
ACCES_MANDATAIRE_IDENTITE="X-Forwarded-Email"
ACCES_MANDATAIRE_GROUPES="X-Forwarded-Groups"
ACCES_MANDATAIRE_SECRET_FICHIER="/etc/tableau/secret"
ACCES_CONTACT="$CONTACT"
FIN
fi
chown root:tableau /etc/tableau/tableau.env
chmod 0640 /etc/tableau/tableau.env

# nginx: a certificate signed by itself until the real one comes, a list of people without anybody.
if [ ! -s /etc/nginx/tableau/certificat.pem ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj "/CN=$NOM" \
        -addext "subjectAltName=DNS:$NOM" -keyout /etc/nginx/tableau/cle.pem -out /etc/nginx/tableau/certificat.pem 2>/dev/null
fi
[ -e /etc/nginx/tableau/personnes ] || install -o root -g www-data -m 0640 /dev/null /etc/nginx/tableau/personnes
umask 022
[ -e /etc/nginx/tableau/identite.conf ] || install -m 0644 deploy/nginx/identite-motdepasse.conf /etc/nginx/tableau/identite.conf
[ -e /etc/nginx/tableau/amont.conf ] || install -m 0644 deploy/nginx/amont.conf /etc/nginx/tableau/amont.conf
install -d /etc/nginx/tableau/pages
install -m 0644 deploy/nginx/pages/*.html /etc/nginx/tableau/pages/
sed "s/tableau\.exemple\.fr/$NOM/g" deploy/nginx/tableau.conf > /etc/nginx/conf.d/tableau.conf
rm -f /etc/nginx/sites-enabled/default
nginx -t -q

# systemd, and what is kept of what is written.
install -m 0644 deploy/systemd/tableau* /etc/systemd/system/
install -m 0644 deploy/systemd/journald@tableau.conf /etc/systemd/
install -m 0644 deploy/logrotate.conf /etc/logrotate.d/tableau

echo "In place. Next: the database, the first access, then the services (docs/installation.md)."
