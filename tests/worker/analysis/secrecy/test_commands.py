import pytest

from worker.analysis.secrecy.commands import Concealing, conceal, secrets_named_in

SECRET = "hunter2-0123456789abcdef"


@pytest.mark.parametrize(
    ("command", "concealed"),
    [
        (f"login --password {SECRET}", "login --password $SECRET_PASSWORD"),
        (f"login --password='{SECRET} x' -v", "login --password=$SECRET_PASSWORD -v"),
        (f"deploy --api-key={SECRET} now", "deploy --api-key=$SECRET_API_KEY now"),
        (f"export DB_PASSWORD={SECRET}", "export DB_PASSWORD=$SECRET_DB_PASSWORD"),
        (f"export APl_KEY={SECRET}", "export APl_KEY=$SECRET_APL_KEY"),  # as it is misread
        (f"GITHUB_TOKEN={SECRET} gh release list", "GITHUB_TOKEN=$SECRET_GITHUB_TOKEN gh release list"),
        (
            f"curl -H 'Authorization: Bearer {SECRET}' api.test",
            'curl -H "Authorization: Bearer $SECRET" api.test',
        ),
        (
            f"curl -H 'Authorlzation: Bearer {SECRET}' api.test",
            'curl -H "Authorlzation: Bearer $SECRET" api.test',
        ),
        (f'curl -H "X-Api-Key: {SECRET}" api.test', 'curl -H "X-Api-Key: $SECRET_X_API_KEY" api.test'),
        (f"curl -u ada:{SECRET} api.test", "curl -u ada:$SECRET api.test"),
        (f"curl 'https://api.test/?token={SECRET}'", 'curl "https://api.test/?token=$SECRET_TOKEN"'),
        (f"git clone https://ada:{SECRET}@git.test/a.git", "git clone https://ada:$SECRET@git.test/a.git"),
        (f"mysql -u ada -p{SECRET} shop", "mysql -u ada -p$SECRET shop"),
        (f"echo ghp_{SECRET}", "echo $SECRET"),
    ],
    ids=lambda text: text.split(" ")[0] + str(len(text)),
)
def test_a_secret_in_a_command_becomes_a_variable(command: str, concealed: str) -> None:
    assert conceal(command) == concealed
    assert SECRET not in conceal(command)
    assert conceal(concealed) == concealed


@pytest.mark.parametrize(
    "command",
    [
        "ls -l",
        "grep -rn 'berth 3' log",
        "cat token.txt",
        "login --password-stdin < file",
        "login --password $PASSWORD",
        "psql -p 5432 shop",
        "sort -t, -k3 -n berths.csv | tail -2 > reports/longest.csv",
        "git commit -m 'Fix the password form'",
        "ssh ada@harbor.test",
        "ssh -i ~/.ssh/key2024.pem -p 2222 ada@harbor.test",
        "kubectl get secret db-cred-20240101",
        "docker run -p 8080:80 web:2024",
        "docker login registry.test -u ada --password-stdin < pw.txt",
        "mysql -u root -p shop",
        "sort --key=2 -t, berths.csv",
        "PATH=/usr/bin:$PATH make KEY=value",
        "git clone https://git.test/a/b2024",
        'echo "a1b2c3d4" | sha256sum',
        'login --password "$PASSWORD"',
    ],
)
def test_a_command_without_a_secret_stays_as_it_is(command: str) -> None:
    assert conceal(command) == command


@pytest.mark.parametrize(
    "command",
    [
        "sshpass -p {} ssh ada@harbor.test",
        "docker login -u ada -p{} registry.test",
        "redis-cli -h cache.test -a {}",
        "ldapsearch -D cn=ada -w {}",
        "zip -P {} out.zip folder",
        "openssl rsa -passin pass:{}",
        "keytool -storepass {0} -keypass {0}",
        "mysql -uroot -p'{}' shop",
        "MYSQL_PWD={} mysql",
        "export STRIPE_KEY={}",
        "export PASS={}",
        '$env:PASSWORD = "{}"',
        "mysqladmin -u root password {}",
        "CREATE USER ada IDENTIFIED BY '{}';",
        "echo {} | sudo -S ls",
        'echo "ada:{}" | chpasswd',
        "passwd --stdin ada <<< {}",
        "vault kv put secret/shop value={}",
        "kubectl create secret generic db --from-literal=pw={}",
        'curl -d \'{{"password": "{}"}}\' https://api.test',
        "curl -H 'Authorization: ApiKey {}' https://api.test",
        "curl -H 'Cookie: session={}' https://api.test",
        'curl "https://api.test/items?key={}"',
        "git clone https://{}@git.test/a.git",
        "psql postgresql://ada:p@ss{}@db.test/shop",
        "helm upgrade shop --set db.rootPassword={}",
        "login --password '${}'",
        "$password = '{}'",
    ],
    ids=lambda command: f"{command.split(' ')[0]}-{len(command)}",
)
def test_a_secret_is_found_wherever_programs_take_one(command: str) -> None:
    concealed = conceal(command.format(SECRET))
    assert SECRET not in concealed
    assert "$SECRET" in concealed
    assert conceal(concealed) == concealed


def test_a_secret_within_another_is_concealed_with_it_and_what_follows_stays() -> None:
    cookie = "curl -H 'Cookie: session=abcd1234; basket=plums-Zebra77' https://api.test"
    assert conceal(cookie) == 'curl -H "Cookie: $SECRET" https://api.test'


def test_a_secret_that_was_told_before_is_concealed_by_itself_too() -> None:
    concealing = Concealing()
    concealing.conceal(f"export DB_PASSWORD={SECRET}")
    assert concealing.conceal(f"grep {SECRET} log") == "grep $SECRET_DB_PASSWORD log"


def test_the_secrets_of_a_command_have_names() -> None:
    concealed = conceal("A_TOKEN=abc login --password def --again $SECRET_A_TOKEN")
    assert secrets_named_in(concealed) == ["SECRET_A_TOKEN", "SECRET_PASSWORD"]
