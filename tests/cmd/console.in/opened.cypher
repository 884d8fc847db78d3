CONSOLE LOGIN 'ada@acme.com';
OPEN INSTANCE orders;
CREATE ROLE inside;
