-- What people asked for. A row goes when the resource is gone from its host.
create table intent (
  kind       text    not null,
  id         text    not null,
  generation integer not null,
  name       text    not null,
  wanted     integer not null, -- 1 present, 0 absent
  spec       text    not null, -- JSON; secrets encrypted
  created    text    not null,
  primary key (kind, id),
  unique (kind, name)
);

-- What was last seen, kept for when a host does not answer.
create table sight (
  kind    text not null,
  id      text not null,
  facts   text not null, -- JSON
  seen_at text not null,
  primary key (kind, id)
);

-- Every step that was tried.
create table journal (
  entry      integer primary key autoincrement,
  kind       text    not null,
  id         text    not null,
  name       text    not null,
  generation integer not null,
  title      text    not null,
  started    text    not null,
  ended      text,
  outcome    text    not null,
  problem    text, -- JSON
  transcript text  -- JSON
);

create index journal_of on journal (kind, id, entry);

-- What was chosen and must be remembered: a value is held by one resource within its scope.
create table lease (
  scope text not null,
  value text not null,
  kind  text not null,
  id    text not null,
  primary key (scope, value)
);

create index lease_of on lease (kind, id);

-- Which request made which resource, so that asking twice makes one.
create table request (
  key     text not null primary key,
  kind    text not null,
  id      text not null,
  created text not null
);

create table setting (
  name  text not null primary key,
  value text not null
);
