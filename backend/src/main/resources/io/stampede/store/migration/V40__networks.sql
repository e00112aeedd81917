-- A workload has a list of networks where it had one: a container's was Docker's, a machine's was
-- libvirt's unless it was bridge:NAME. A foreign container may have had another one's
-- (container:ID), which has no word of its own here.
update intent
set spec = case
  when json_extract(spec, '$.network') glob '[A-Za-z0-9]*'
    and not json_extract(spec, '$.network') glob '*[^A-Za-z0-9._-]*'
    and length(json_extract(spec, '$.network')) <= 128
  then json_set(
    json_remove(spec, '$.network'),
    '$.networks',
    json_array('docker:' || json_extract(spec, '$.network')))
  else json_remove(spec, '$.network')
end
where kind = 'container' and json_extract(spec, '$.network') is not null;

update intent
set spec = json_set(
  json_remove(spec, '$.network'),
  '$.networks',
  json_array(
    case
      when json_extract(spec, '$.network') like 'bridge:%' then json_extract(spec, '$.network')
      else 'libvirt:' || json_extract(spec, '$.network')
    end))
where kind = 'virtualMachine' and json_extract(spec, '$.network') is not null;
