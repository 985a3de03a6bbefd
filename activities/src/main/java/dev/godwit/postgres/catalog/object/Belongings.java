package dev.godwit.postgres.catalog.object;

/**
 * Writes the SQL that writes the statements which give a new object the owner, the comment and the
 * privileges of the one that went. Grants are made anew by the owner: whoever else had made one is
 * not kept.
 *
 * @param word as ALTER and COMMENT ON call it, for example {@code view}
 * @param grantWord as GRANT calls it, for example {@code table}
 * @param name SQL for its name as a statement writes it
 * @param row alias of its row in the catalog
 * @param catalog the catalog's name
 * @param prefix of the catalog's columns
 * @param reg the type that reads its name
 * @param kind as {@code acldefault} takes it
 */
record Belongings(
        String word,
        String grantWord,
        String name,
        String row,
        String catalog,
        String prefix,
        String reg,
        char kind) {

    // What ALTER DEFAULT PRIVILEGES gives to a new object, the old one need not have had.
    private static final String SQL =
            """
            array_remove(array[
              pg_catalog.format('alter {word} %s owner to %I', {name}, pg_catalog.pg_get_userbyid({row}.{prefix}owner)),
              'comment on {word} ' || {name} || ' is ' || pg_catalog.quote_literal(pg_catalog.obj_description({row}.oid, '{catalog}')),
              case when {row}.{prefix}acl is not null or exists (select from pg_catalog.pg_default_acl) then pg_catalog.format(
                'do $godwit$ declare _godwit_role text; begin for _godwit_role in select distinct case a.grantee when 0 then ''public'''
                || ' else pg_catalog.quote_ident(r.rolname) end from pg_catalog.{catalog} o, pg_catalog.aclexplode(coalesce(o.{prefix}acl,'
                || ' pg_catalog.acldefault(''{kind}'', o.{prefix}owner))) a left join pg_catalog.pg_roles r on r.oid = a.grantee where o.oid = %2$L::pg_catalog.{reg}'
                || ' loop execute ''revoke all on {grantWord} '' || %2$L || '' from '' || _godwit_role; end loop;%1$s end $godwit$',
                (select coalesce(string_agg(pg_catalog.format(' grant %s on {grantWord} %s to %s%s;', a.privilege_type, {name},
                          case a.grantee when 0 then 'public' else pg_catalog.quote_ident(r.rolname) end,
                          case when a.is_grantable then ' with grant option' else '' end), '' order by a.place), '')
                   from pg_catalog.aclexplode(coalesce({row}.{prefix}acl, pg_catalog.acldefault('{kind}', {row}.{prefix}owner)))
                     with ordinality a (grantor, grantee, privilege_type, is_grantable, place)
                   left join pg_catalog.pg_roles r on r.oid = a.grantee), {name}) end], null)\
            """;

    /** An expression of type {@code text[]} over the row. */
    String sql() {
        return SQL.replace("{word}", word)
                .replace("{grantWord}", grantWord)
                .replace("{name}", name)
                .replace("{row}", row)
                .replace("{catalog}", catalog)
                .replace("{prefix}", prefix)
                .replace("{reg}", reg)
                .replace("{kind}", String.valueOf(kind));
    }
}
