/** A SOAP 1.1 service on loopback, of the npm package `soap`, that adds two numbers for who knows the password. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from 'soap';

const WSDL = `<?xml version="1.0" encoding="UTF-8"?>
<definitions name="Calculator" targetNamespace="urn:calculator" xmlns="http://schemas.xmlsoap.org/wsdl/"
  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="urn:calculator" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <types><xsd:schema targetNamespace="urn:calculator" elementFormDefault="qualified">
    <xsd:element name="AddRequest"><xsd:complexType><xsd:sequence>
      <xsd:element name="a" type="xsd:decimal"/><xsd:element name="b" type="xsd:decimal"/>
      <xsd:element name="note" type="xsd:string"/></xsd:sequence></xsd:complexType></xsd:element>
    <xsd:element name="AddResponse"><xsd:complexType><xsd:sequence>
      <xsd:element name="sum" type="xsd:decimal"/><xsd:element name="note" type="xsd:string"/>
      </xsd:sequence></xsd:complexType></xsd:element>
  </xsd:schema></types>
  <message name="AddIn"><part name="parameters" element="tns:AddRequest"/></message>
  <message name="AddOut"><part name="parameters" element="tns:AddResponse"/></message>
  <portType name="CalculatorPort"><operation name="Add">
    <input message="tns:AddIn"/><output message="tns:AddOut"/></operation></portType>
  <binding name="CalculatorBinding" type="tns:CalculatorPort">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Add"><soap:operation soapAction="urn:calculator#Add"/>
      <input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
  <service name="Calculator"><port name="CalculatorPort" binding="tns:CalculatorBinding">
    <soap:address location="http://127.0.0.1/calculator"/></port></service>
</definitions>`;

interface AddRequest {
  readonly a: string;
  readonly b: string;
  readonly note: string;
}

/** @param password - Of the user `soap`, by Basic authentication. */
export async function startSoapCalculator(password: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const expected = `Basic ${Buffer.from(`soap:${password}`).toString('base64')}`;
  const http = createServer((_request, response) => void response.writeHead(404).end());
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const Add = ({ a, b, note }: AddRequest) => ({ sum: Number(a) + Number(b), note });
  const service = listen(http, '/calculator', { Calculator: { CalculatorPort: { Add } } }, WSDL);
  service.authorizeConnection = (request: IncomingMessage) => request.headers.authorization === expected;
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
