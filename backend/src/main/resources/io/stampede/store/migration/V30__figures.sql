-- How busy hosts were: a row holds the ten-second figures of a minute, or one mean.
create table figures (
  host text    not null,
  step integer not null, -- seconds
  at   integer not null, -- of the first, seconds since 1970
  data blob    not null, -- see SqlFigures
  primary key (host, step, at)
) without rowid;

create index figures_by_age on figures (step, at);
