-- What workloads have taken of their hosts: written with the intent, gone with it.
create table reservation (
  kind    text not null,
  id      text not null,
  content text not null, -- JSON
  primary key (kind, id)
);
