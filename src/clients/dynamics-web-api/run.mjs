// Runs a client of the Dataverse Web API against a server: node run.mjs http://127.0.0.1:8080
import assert from "node:assert/strict";
import { DynamicsWebApi } from "dynamics-web-api";

const client = new DynamicsWebApi({
  serverUrl: process.argv[2],
  dataApi: { path: "data", version: "9.2" },
});
const FORMATTED = "@OData.Community.Display.V1.FormattedValue";

const steps = {
  async whoAmI() {
    const me = await client.callFunction("WhoAmI");
    assert.match(me.UserId, /^[0-9a-f-]{36}$/);
    assert.match(me.OrganizationId, /^[0-9a-f-]{36}$/);
  },

  async createAndRetrieve() {
    const id = await client.create({
      collection: "accounts",
      data: { name: "Fourth Coffee – Süd", revenue: 1234.5 },
    });
    assert.match(id, /^[0-9a-f-]{36}$/);
    const account = await client.retrieve({
      collection: "accounts",
      key: id,
      select: ["name", "revenue"],
      includeAnnotations: "*",
    });
    assert.equal(account.name, "Fourth Coffee – Süd");
    assert.equal(account.accountid, id);
    assert.ok(account["revenue" + FORMATTED].startsWith("1,234.5"));
    await client.deleteRecord({ collection: "accounts", key: id });
    await assert.rejects(
      client.retrieve({ collection: "accounts", key: id }),
      (error) => error.status === 404 && error.code === "0x80040217",
    );
  },

  async createReturningTheRecord() {
    const contact = await client.create({
      collection: "contacts",
      data: { firstname: "Ada", lastname: "Lovelace" },
      returnRepresentation: true,
    });
    assert.equal(contact.lastname, "Lovelace");
    await client.deleteRecord({ collection: "contacts", key: contact.contactid });
  },

  async update() {
    const key = await client.create({ collection: "accounts", data: { name: "A" } });
    await client.update({ collection: "accounts", key, data: { name: "B" } });
    const shown = await client.update({
      collection: "accounts",
      key,
      data: { name: "C" },
      returnRepresentation: true,
      select: ["name"],
    });
    assert.equal(shown.name, "C");
    const read = await client.retrieve({ collection: "accounts", key, select: ["name"] });
    const etag = read["@odata.etag"];
    await client.update({ collection: "accounts", key, data: { name: "D" }, ifmatch: etag });
    // The client knows the 412 of another version, and tells it by false.
    const again = { collection: "accounts", key, data: { name: "E" }, ifmatch: etag };
    assert.equal(await client.update(again), false);
    await client.updateSingleProperty({
      collection: "accounts",
      key,
      fieldValuePair: { name: "F" },
    });
    const last = await client.retrieve({ collection: "accounts", key, select: ["name"] });
    assert.equal(last.name, "F");
    await client.deleteRecord({ collection: "accounts", key });
  },

  async upsert() {
    const key = "7e1b3d52-98a1-4f8e-9a7e-5a1f0c2d3e4f";
    await client.upsert({ collection: "accounts", key, data: { name: "Up" } });
    await client.upsert({ collection: "accounts", key, data: { name: "Down" } });
    const read = await client.retrieve({ collection: "accounts", key, select: ["name"] });
    assert.equal(read.name, "Down");
    await client.deleteRecord({ collection: "accounts", key });
  },

  async retrieveMultipleWithPaging() {
    const counted = await client.retrieveMultiple({
      collection: "connections",
      select: ["name"],
      count: true,
      maxPageSize: 100,
      includeAnnotations: "*",
    });
    assert.equal(counted.value.length, 100);
    assert.ok(counted.oDataCount > 100);
    assert.ok(counted.oDataNextLink);
    const next = await client.retrieveMultiple(
      { collection: "connections", select: ["name"], maxPageSize: 100 },
      counted.oDataNextLink,
    );
    assert.equal(next.value.length, 100);
    const all = await client.retrieveAll({
      collection: "connections",
      select: ["name"],
      maxPageSize: 100,
    });
    assert.equal(all.value.length, counted.oDataCount);
    assert.equal(new Set(all.value.map((row) => row.connectionid)).size, all.value.length);
  },

  async count() {
    const total = await client.count({ collection: "connections" });
    const active = await client.count({ collection: "connections", filter: "statecode eq 0" });
    assert.ok(total > 0 && active > 0 && active <= total);
    assert.equal(
      await client.countAll({ collection: "connections", filter: "statecode eq 0" }),
      active,
    );
  },

  async filterAndExpand() {
    const found = await client.retrieveMultiple({
      collection: "connections",
      select: ["name", "_record1id_value"],
      filter: "_record1roleid_value ne null and record1roleid/name ne 'None'",
      orderBy: ["createdon desc"],
      top: 5,
      expand: [{ property: "record1roleid", select: ["name"] }],
      includeAnnotations: "*",
    });
    assert.equal(found.value.length, 5);
    for (const row of found.value) {
      assert.ok(row.record1roleid.name);
      assert.ok(row.record1roleid.connectionroleid);
    }
  },

  async associateAndDisassociate() {
    const account = await client.create({ collection: "accounts", data: { name: "Parent" } });
    const contact = await client.create({
      collection: "contacts",
      data: { lastname: "Child", "parentcustomerid_account@odata.bind": `/accounts(${account})` },
    });
    const children = async () =>
      (
        await client.retrieveMultiple({
          collection: "contacts",
          select: ["lastname"],
          filter: `_parentcustomerid_value eq ${account}`,
        })
      ).value.length;
    assert.equal(await children(), 1);
    await client.disassociate({
      collection: "accounts",
      primaryKey: account,
      relationshipName: "contact_customer_accounts",
      relatedKey: contact,
    });
    assert.equal(await children(), 0);
    await client.associate({
      collection: "accounts",
      primaryKey: account,
      relationshipName: "contact_customer_accounts",
      relatedCollection: "contacts",
      relatedKey: contact,
    });
    assert.equal(await children(), 1);
    await client.disassociateSingleValued({
      collection: "contacts",
      primaryKey: contact,
      navigationProperty: "parentcustomerid_account",
    });
    assert.equal(await children(), 0);
    await client.associateSingleValued({
      collection: "contacts",
      primaryKey: contact,
      navigationProperty: "parentcustomerid_account",
      relatedCollection: "accounts",
      relatedKey: account,
    });
    assert.equal(await children(), 1);
    await client.deleteRecord({ collection: "contacts", key: contact });
    await client.deleteRecord({ collection: "accounts", key: account });
  },

  async batchWithChangeSet() {
    client.startBatch();
    client.create({ collection: "accounts", data: { name: "In a batch" }, contentId: "1" });
    client.create({
      collection: "contacts",
      data: { lastname: "Batch", "parentcustomerid_account@odata.bind": "$1" },
    });
    const [account, contact] = await client.executeBatch();
    assert.match(account, /^[0-9a-f-]{36}$/);
    const read = await client.retrieve({
      collection: "contacts",
      key: contact,
      select: ["_parentcustomerid_value"],
    });
    assert.equal(read._parentcustomerid_value, account);

    client.startBatch();
    client.retrieve({ collection: "accounts", key: account, select: ["name"] });
    client.deleteRecord({ collection: "contacts", key: contact });
    client.deleteRecord({ collection: "accounts", key: account });
    client.retrieveMultiple({ collection: "accounts", select: ["name"], top: 2 });
    const answers = await client.executeBatch();
    assert.equal(answers[0].name, "In a batch");
    assert.equal(answers[3].value.length, 2);
  },

  async changeSetIsUndone() {
    client.startBatch();
    client.create({ collection: "accounts", data: { name: "Never there" } });
    client.create({ collection: "accounts", data: { nosuch: 1 } });
    const answers = await client.executeBatch();
    assert.ok(answers.some((answer) => answer instanceof Error && answer.status === 400));
    const left = await client.retrieveMultiple({
      collection: "accounts",
      filter: "name eq 'Never there'",
    });
    assert.equal(left.value.length, 0);
  },

  async longUrl() {
    const names = Array.from({ length: 120 }, (_, i) => `name eq 'No such name ${i}'`);
    const found = await client.retrieveMultiple({
      collection: "accounts",
      select: ["name"],
      filter: names.join(" or "),
    });
    assert.equal(found.value.length, 0);
  },

  async fetchXml() {
    const fetchXml = `<fetch count="3"><entity name="connection"><attribute name="name"/>
      <order attribute="name"/><filter><condition attribute="statecode" operator="eq" value="0"/></filter>
      <link-entity name="connectionrole" from="connectionroleid" to="record1roleid" alias="r">
        <attribute name="name"/></link-entity></entity></fetch>`;
    const first = await client.fetch({ collection: "connections", fetchXml, includeAnnotations: "*" });
    assert.equal(first.value.length, 3);
    assert.ok(first.value.every((row) => row["r.name"]));
    const next = await client.fetch({
      collection: "connections",
      fetchXml,
      pageNumber: first.PagingInfo.nextPage,
      pagingCookie: first.PagingInfo.cookie,
    });
    assert.equal(next.value.length, 3);
    const seen = new Set(first.value.map((row) => row.connectionid));
    assert.ok(next.value.every((row) => !seen.has(row.connectionid)));
    const all = await client.fetchAll({
      collection: "accounts",
      fetchXml: '<fetch count="25"><entity name="account"><attribute name="name"/></entity></fetch>',
      includeAnnotations: "*",
    });
    assert.equal(all.value.length, await client.count({ collection: "accounts" }));
  },

  async sharing() {
    const account = await client.create({ collection: "accounts", data: { name: "Shared" } });
    const Target = { "@odata.type": "Microsoft.Dynamics.CRM.account", accountid: account };
    const { UserId } = await client.callFunction("WhoAmI");
    const { value } = await client.retrieveMultiple({
      collection: "systemusers",
      select: ["systemuserid", "ownerid"],
      filter: `systemuserid ne ${UserId}`,
      top: 1,
    });
    const user = value[0].systemuserid;
    const principal = { "@odata.type": "Microsoft.Dynamics.CRM.systemuser", ownerid: value[0].ownerid };
    const rights = async () =>
      (
        await client.callFunction({
          collection: "systemusers",
          key: user,
          name: "Microsoft.Dynamics.CRM.RetrievePrincipalAccess",
          parameters: { Target: { "@odata.id": `accounts(${account})` } },
        })
      ).AccessRights;
    const share = (name, AccessMask) =>
      client.callAction({
        actionName: name,
        action: { Target, PrincipalAccess: { Principal: principal, AccessMask } },
      });
    assert.equal(await rights(), "None");
    await share("GrantAccess", "ReadAccess,WriteAccess");
    assert.equal(await rights(), "ReadAccess,WriteAccess");
    await share("ModifyAccess", "ReadAccess");
    assert.equal(await rights(), "ReadAccess");
    const shared = await client.callFunction({
      name: "RetrieveSharedPrincipalsAndAccess",
      parameters: { Target: { "@odata.id": `accounts(${account})` } },
    });
    assert.equal(shared.PrincipalAccesses.length, 1);
    assert.equal(shared.PrincipalAccesses[0].AccessMask, "ReadAccess");
    await client.callAction({ actionName: "RevokeAccess", action: { Target, Revokee: principal } });
    assert.equal(await rights(), "None");
    await client.deleteRecord({ collection: "accounts", key: account });
  },

  async createMultiple() {
    const made = await client.callAction({
      collection: "accounts",
      actionName: "Microsoft.Dynamics.CRM.CreateMultiple",
      action: {
        Targets: [
          { "@odata.type": "Microsoft.Dynamics.CRM.account", name: "M1" },
          { "@odata.type": "Microsoft.Dynamics.CRM.account", name: "M2" },
        ],
      },
    });
    assert.equal(made.Ids.length, 2);
    for (const key of made.Ids) {
      await client.deleteRecord({ collection: "accounts", key });
    }
  },
};

let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}: ${error.stack ?? JSON.stringify(error)}`);
  }
}
process.exitCode = failed;
